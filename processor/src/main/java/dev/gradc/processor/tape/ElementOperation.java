package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation on tensors does with each of their elements, to the bit as the library does it.
 *
 * @param form the type that is computed in
 * @param text as Java, {@code $1} and so on being the operands
 */
public record ElementOperation(Form form, String text) {

  /** The type of the numbers. */
  public enum Form {
    /** That of the elements; numbers that are given are rounded to it. */
    OWN,
    /** Doubles, rounded to the type of the elements at the end. */
    DOUBLE,
    /** The element is taken as it is. */
    SAME,
    /** The same of a tensor that may be repeated. */
    REPEATED
  }

  private static final Map<String, ElementOperation> TABLE = new HashMap<>();

  static {
    own("Tensor.add(TT)", "$1 + $2");
    own("Tensor.add(TN)", "$1 + $2");
    own("Tensor.sub(TT)", "$1 - $2");
    own("Tensor.sub(TN)", "$1 - $2");
    own("Tensor.mul(TT)", "$1 * $2");
    own("Tensor.mul(TN)", "$1 * $2");
    own("Tensor.div(TT)", "$1 / $2");
    own("Tensor.div(TN)", "$1 / $2");
    own("Tensor.neg(T)", "-$1");
    own("Tensor.square(T)", "$1 * $1");
    own("Tensor.maximum(TT)", "Math.max($1, $2)");
    own("Tensor.minimum(TT)", "Math.min($1, $2)");
    own("Tensor.relu(T)", "Math.max($1, 0)");
    own("Tensor.abs(T)", "Math.abs($1)");
    inDoubles("Tensor.pow(TN)", "ElementFunctions.pow($1, $2)");
    inDoubles("Tensor.exp(T)", "Math.exp($1)");
    inDoubles("Tensor.log(T)", "Math.log($1)");
    inDoubles("Tensor.sqrt(T)", "Math.sqrt($1)");
    inDoubles("Tensor.tanh(T)", "Math.tanh($1)");
    inDoubles("Tensor.sigmoid(T)", "ElementFunctions.sigmoid($1)");
    own("Functions.sign(T)", "Math.signum($1)");
    inDoubles("Functions.expm1(T)", "Math.expm1($1)");
    inDoubles("Functions.log1p(T)", "Math.log1p($1)");
    inDoubles("Functions.sin(T)", "Math.sin($1)");
    inDoubles("Functions.cos(T)", "Math.cos($1)");
    inDoubles("Functions.erf(T)", "ElementFunctions.erf($1)");
    inDoubles("Functions.normalDistribution(T)", "ElementFunctions.normalDistribution($1)");
    inDoubles("Functions.rsqrt(T)", "1 / Math.sqrt($1)");
    inDoubles("Functions.pow(TT)", "ElementFunctions.pow($1, $2)");
    inDoubles("Activations.leakyRelu(TN)", "ElementFunctions.leakyRelu($1, $2)");
    inDoubles("Activations.elu(TN)", "ElementFunctions.elu($1, $2)");
    inDoubles("Activations.gelu(T)", "ElementFunctions.gelu($1)");
    inDoubles("Activations.softplus(T)", "ElementFunctions.softplus($1)");
    inDoubles("Activations.logSigmoid(T)", "ElementFunctions.logSigmoid($1)");
    comparison("greater", ">");
    comparison("greaterEqual", ">=");
    comparison("less", "<");
    comparison("lessEqual", "<=");
    comparison("equal", "==");
    comparison("notEqual", "!=");
    own("Comparisons.where(TTT)", "$1 != 0 ? $2 : $3");
    same("Tensor.copy(T)");
    same("Shapes.sumTo(TS)");
    TABLE.put("Shapes.broadcastTo(TS)", new ElementOperation(Form.REPEATED, "$1"));
  }

  private static void own(String operation, String text) {
    TABLE.put(operation, new ElementOperation(Form.OWN, text));
  }

  private static void inDoubles(String operation, String text) {
    TABLE.put(operation, new ElementOperation(Form.DOUBLE, text));
  }

  private static void comparison(String name, String sign) {
    own("Comparisons." + name + "(TT)", "$1 " + sign + " $2 ? 1 : 0");
    own("Comparisons." + name + "(TN)", "$1 " + sign + " $2 ? 1 : 0");
  }

  private static void same(String operation) {
    TABLE.put(operation, new ElementOperation(Form.SAME, "$1"));
  }

  /** What a member does with each element; nothing if that is not all that it does. */
  static Optional<ElementOperation> of(Member member) {
    if (!member.isOfTensors()) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder();
    key.append(member.owner().substring(ObjectType.TENSOR_PACKAGE.length()));
    key.append('.').append(member.name()).append('(');
    member.parameters().forEach(type -> key.append(letter(type)));
    return Optional.ofNullable(TABLE.get(key.append(')').toString()));
  }

  private static char letter(Type type) {
    if (type.equals(ObjectType.TENSOR)) {
      return 'T';
    }
    boolean isShape = type.equals(new ArrayType(Scalar.INT));
    return isShape ? 'S' : type == Scalar.DOUBLE ? 'N' : '?';
  }

  /** Whether its operand may have fewer elements than what it gives. */
  boolean isRepeating() {
    return form == Form.REPEATED;
  }

  /** Whether its second tensor and third must have one shape. */
  boolean isChoice() {
    return text.contains("$3");
  }
}
