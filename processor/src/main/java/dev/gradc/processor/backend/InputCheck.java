package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Refuses inputs that are arrays which derivatives are added to: a pass reads its inputs until its
 * end, and would find in them what it has added.
 */
final class InputCheck {

  /** What is read: a primal, a cotangent, a direction. */
  record Input(Type type, CodeBlock value, String subject) {}

  private final Api api;
  private final GradientFields fields;
  private final Set<Part> lazy;

  /**
   * @param lazy parts of the gradient that are made on first access: nothing is added to them
   */
  InputCheck(Api api, GradientFields fields, Set<Part> lazy) {
    this.api = api;
    this.fields = fields;
    this.lazy = Set.copyOf(lazy);
  }

  /** Whether anything is added to arrays of a gradient. */
  boolean isNeeded() {
    return !summed().isEmpty();
  }

  private List<Part> summed() {
    return api.shaped().stream()
        .filter(part -> Shapes.isArrayOfNumbers(part.type()) && !lazy.contains(part))
        .toList();
  }

  /**
   * The check.
   *
   * @param gradients those that are added to, the first of which keeps what the check needs; what
   *     messages call the parts of the others begins with their names
   * @param free gives a name that no other variable has, for one that is wished for
   */
  CodeBlock of(List<String> gradients, List<Input> inputs, UnaryOperator<String> free) {
    boolean isAnyRead = inputs.stream().anyMatch(it -> isLikeSummed(it.type()));
    if (!isNeeded() || (!isAnyRead && gradients.size() == 1)) {
      return CodeBlock.of("");
    }
    String local = free.apply("summed");
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T $L = $L", Types.SUMMED_ARRAYS, local, gathered(gradients.get(0)));
    for (String other : gradients.subList(1, gradients.size())) {
      for (Part part : summed()) {
        CodeBlock array = CodeBlock.of("$L.$L", other, fields.of(part));
        refuse(local, array, "the " + other + " of '" + part.text() + "'", code);
      }
      for (Part part : summed()) {
        code.addStatement("$L.add($L.$L)", local, other, fields.of(part));
      }
    }
    refuseAll(local, inputs.stream().filter(it -> isLikeSummed(it.type())).toList(), code);
    return code.build();
  }

  /** Whether an array could be one of a gradient's. */
  private boolean isLikeSummed(Type array) {
    return summed().stream().anyMatch(it -> isOf(((ArrayType) it.type()).innermost(), array));
  }

  /**
   * The check where rows of a matrix are added to.
   *
   * @param gradient which is added to as well, or empty
   */
  CodeBlock ofMatrix(
      String matrix, Type number, String gradient, List<Input> inputs, UnaryOperator<String> free) {
    boolean hasGradient = !gradient.isEmpty() && isNeeded();
    if (!hasGradient && inputs.stream().noneMatch(it -> isOf(number, it.type()))) {
      return CodeBlock.builder()
          .addStatement("$T.requireDistinct($L)", Types.SUMMED_ARRAYS, matrix)
          .build();
    }
    String local = free.apply("summed");
    CodeBlock.Builder code = CodeBlock.builder();
    if (hasGradient) {
      code.addStatement("$T $L = $L", Types.SUMMED_ARRAYS, local, gathered(gradient));
      refuse(local, CodeBlock.of("$L", matrix), "the matrix", code);
      code.addStatement("$L.addRows($L)", local, matrix);
    } else {
      code.addStatement(
          "$T $L = new $T().addRows($L)", Types.SUMMED_ARRAYS, local, Types.SUMMED_ARRAYS, matrix);
    }
    refuseAll(local, inputs, code);
    return code.build();
  }

  private static boolean isOf(Type number, Type array) {
    return array instanceof ArrayType type && type.innermost().equals(number);
  }

  private CodeBlock gathered(String gradient) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("$L.$L.clear()", gradient, fields.summed());
    summed().forEach(part -> code.add(".add($L.$L)", gradient, fields.of(part)));
    return code.build();
  }

  private void refuseAll(String local, List<Input> inputs, CodeBlock.Builder code) {
    for (Input input : inputs) {
      if (isOf(Scalar.DOUBLE, input.type()) || isOf(Scalar.FLOAT, input.type())) {
        refuse(local, input.value(), input.subject(), code);
      }
    }
  }

  private static void refuse(
      String local, CodeBlock array, String subject, CodeBlock.Builder code) {
    code.addStatement("$L.refuse($L, $S)", local, array, subject);
  }

  /** The primals as inputs. */
  List<Input> primals(Function<Part, CodeBlock> leaf) {
    List<Input> inputs = new ArrayList<>();
    for (Part part : api.parts()) {
      if (!isCopy(part.leaf())) {
        inputs.add(new Input(part.type(), leaf.apply(part), "'" + part.text() + "'"));
      }
    }
    return inputs;
  }

  /** What is taken from an array of records is nobody else's. */
  static boolean isCopy(Leaf leaf) {
    return leaf.type() instanceof ArrayType type && leaf.copied() >= type.rank();
  }

  /** A cotangent as inputs. */
  static List<Input> seed(Type type, String seed) {
    List<Input> inputs = new ArrayList<>();
    for (Leaf leaf : Leaf.of(type)) {
      if (leaf.isActive() && !isCopy(leaf)) {
        String subject =
            "the seed"
                + (leaf.path().isEmpty() ? "" : "'s '" + String.join(".", leaf.path()) + "'");
        CodeBlock value = Records.read(type, leaf.path(), CodeBlock.of("$L", seed));
        inputs.add(new Input(leaf.type(), value, subject));
      }
    }
    return inputs;
  }
}
