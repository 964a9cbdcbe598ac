package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.backend.VectorMethods.Species;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes operations on all lanes, and what is the same in all of them as vectors made before. */
final class LaneExpressions {

  private final VectorMethods vectors;
  private final Scalar lanes;
  private final JavaNames names;
  private final Expressions scalars;
  private final Set<Variable> differing;
  private final Place place;

  /**
   * Where the vectors of an iteration are.
   *
   * @param index the name of the loop's index
   * @param from of the first one
   * @param handed the arrays that begin with the first iteration
   */
  record Place(String index, String from, Set<Variable> handed) {

    private String in(Variable array) {
      return handed.contains(array) ? index + " - " + from : index;
    }
  }

  /** What is the same in all lanes: the name of its vector, by its text. */
  private final Map<String, String> broadcasts = new LinkedHashMap<>();

  private final Set<Variable> narrowed = new LinkedHashSet<>();
  private final CodeBlock.Builder before = CodeBlock.builder();

  /**
   * @param lanes what is computed with
   * @param differing the variables that have vectors
   */
  LaneExpressions(
      VectorMethods vectors, Scalar lanes, JavaNames names, Set<Variable> differing, Place place) {
    this.vectors = vectors;
    this.lanes = lanes;
    this.names = names;
    this.scalars = new Expressions(names);
    this.differing = differing;
    this.place = place;
  }

  /** The index of the iteration's elements. */
  String index(Variable array) {
    return place.in(array);
  }

  /** The statements that make what is the same in all lanes. */
  CodeBlock before() {
    return before.build();
  }

  /** Doubles that are the same in all lanes, of which floats have been made. */
  Set<Variable> narrowed() {
    return narrowed;
  }

  /** The vectors that a type is computed in. */
  Species species(Type type) {
    boolean isOfFloats = lanes == Scalar.FLOAT;
    if (type == Scalar.INT) {
      return isOfFloats ? Species.INTS : Species.HALF_INTS;
    }
    if (type == Scalar.FLOAT && !isOfFloats) {
      return Species.HALF_FLOATS;
    }
    return isOfFloats ? Species.FLOATS : Species.DOUBLES;
  }

  /** The type of the variable that holds a vector. */
  CodeBlock typeOf(Type type) {
    return type == Scalar.BOOLEAN
        ? CodeBlock.of("$T", species(lanes).mask())
        : CodeBlock.of("$T", species(type).vector());
  }

  /** The vector of an atom. */
  CodeBlock of(Atom atom) {
    if (atom instanceof Variable variable && differing.contains(variable)) {
      return CodeBlock.of("$L", names.of(variable));
    }
    JavaExpression scalar = scalars.of(atom);
    boolean isNarrowed = lanes == Scalar.FLOAT && atom.type() == Scalar.DOUBLE;
    CodeBlock text = scalar.code();
    if (isNarrowed && atom instanceof Constant constant) {
      Constant rounded = Constant.of((Double) constant.value(), Scalar.FLOAT);
      text = Literals.of(rounded).code();
    } else if (isNarrowed) {
      narrowed.add((Variable) atom);
      text = CodeBlock.of("(float) $L", scalar.atLeast(JavaExpression.UNARY));
    }
    CodeBlock vector =
        atom.type() == Scalar.BOOLEAN
            ? CodeBlock.of("$L.maskAll($L)", vectors.use(species(lanes)), text)
            : CodeBlock.of(
                "$T.broadcast($L, $L)",
                species(atom.type()).vector(),
                vectors.use(species(atom.type())),
                text);
    String base = atom instanceof Variable variable ? names.of(variable) + "Lanes" : "constant";
    return CodeBlock.of("$L", shared(base, typeOf(atom.type()), vector));
  }

  /** A vector that is made before the loop, once. */
  String shared(String base, CodeBlock type, CodeBlock vector) {
    return broadcasts.computeIfAbsent(
        vector.toString(),
        any -> {
          String name = names.unused(base);
          before.addStatement("$L $L = $L", type, name, vector);
          return name;
        });
  }

  /** The vector of an atom, as what is computed with. */
  CodeBlock widened(Atom atom) {
    return convert(atom, lanes);
  }

  CodeBlock of(Operation operation) {
    if (operation instanceof Operation.Load load) {
      return element(load.array());
    }
    if (operation instanceof Operation.Copy copy) {
      return of(copy.value());
    }
    Operation.Apply apply = (Operation.Apply) operation;
    List<Atom> arguments = apply.arguments();
    if (apply.operator() instanceof Conversion conversion) {
      return convert(arguments.get(0), conversion.to());
    }
    return apply.operator() instanceof MathFunction function
        ? function(function, arguments)
        : basic((BasicOperator) apply.operator(), arguments);
  }

  /** The iteration's elements of an array. */
  CodeBlock element(Variable array) {
    Type element = ((ArrayType) array.type()).element();
    boolean isOfConditions = element == Scalar.BOOLEAN;
    Species species = species(isOfConditions ? lanes : element);
    return CodeBlock.of(
        "$T.fromArray($L, $L, $L)",
        isOfConditions ? VectorMethods.MASK : species.vector(),
        vectors.use(species),
        names.of(array),
        index(array));
  }

  private CodeBlock convert(Atom atom, Type to) {
    CodeBlock value = of(atom);
    Species from = species(atom.type());
    Species target = species(to);
    if (from == target) {
      return value;
    }
    String conversion = initial(atom.type(), from) + "2" + initial(to, target);
    return CodeBlock.of(
        "($T) $L.convertShape($T.$L, $L, 0)",
        target.vector(),
        value,
        VectorMethods.OPERATORS,
        conversion,
        vectors.use(target));
  }

  /** As the names of conversions begin; doubles that are computed as floats are floats. */
  private static String initial(Type type, Species species) {
    boolean isDouble = type == Scalar.DOUBLE && species == Species.DOUBLES;
    return isDouble ? "D" : type == Scalar.INT ? "I" : "F";
  }

  private CodeBlock function(MathFunction function, List<Atom> arguments) {
    CodeBlock first = of(arguments.get(0));
    return switch (function.name()) {
      case "abs", "sqrt" -> CodeBlock.of("$L.$L()", first, function.name());
      case "max", "min" -> CodeBlock.of("$L.$L($L)", first, function.name(), of(arguments.get(1)));
      case "signum" -> signum(first, function.result());
      case "pow" -> power(first, (Double) ((Constant) arguments.get(1)).value());
      default ->
          CodeBlock.of(
              "$L.lanewise($T.$L)",
              first,
              VectorMethods.OPERATORS,
              function.name().toUpperCase(Locale.ROOT));
    };
  }

  /** Zeros and NaN are what they are. */
  private CodeBlock signum(CodeBlock value, Scalar type) {
    CodeBlock zero = of(Constant.of(0, type));
    return CodeBlock.of(
        "$L.blend($L, $L.compare($T.GT, $L)).blend($L, $L.compare($T.LT, $L))",
        value,
        of(Constant.of(1, type)),
        value,
        VectorMethods.OPERATORS,
        zero,
        of(Constant.of(-1, type)),
        value,
        VectorMethods.OPERATORS,
        zero);
  }

  private CodeBlock power(CodeBlock base, double exponent) {
    CodeBlock one = of(Constant.of(1.0));
    int times = (int) Math.abs(exponent);
    CodeBlock.Builder product = CodeBlock.builder().add(times == 0 ? one : base);
    for (int i = 1; i < times; i++) {
      product.add(".mul($L)", base);
    }
    return exponent < 0 ? CodeBlock.of("$L.div($L)", one, product.build()) : product.build();
  }

  private CodeBlock basic(BasicOperator operator, List<Atom> arguments) {
    CodeBlock first = of(arguments.get(0));
    return switch (operator.symbol()) {
      case DETACH -> first;
      case NEG -> CodeBlock.of("$L.neg()", first);
      case NOT -> CodeBlock.of("$L.not()", first);
      case ADD, SUB, MUL, DIV, AND, OR ->
          CodeBlock.of(
              "$L.$L($L)",
              first,
              operator.symbol().name().toLowerCase(Locale.ROOT),
              of(arguments.get(1)));
      case SELECT ->
          CodeBlock.of("$L.blend($L, $L)", of(arguments.get(2)), of(arguments.get(1)), first);
      case LT, LE, GT, GE, EQ, NE -> comparison(operator, arguments);
      default -> throw new IllegalArgumentException("no vectors for " + operator);
    };
  }

  private CodeBlock comparison(BasicOperator operator, List<Atom> arguments) {
    boolean isOfInts = operator.operand() == Scalar.INT;
    if (isOfInts && lanes == Scalar.DOUBLE) {
      // Every int is a double.
      return compare(operator, receiver(widened(arguments.get(0))), widened(arguments.get(1)));
    }
    CodeBlock mask = compare(operator, of(arguments.get(0)), of(arguments.get(1)));
    return isOfInts ? CodeBlock.of("$L.cast($L)", mask, vectors.use(species(lanes))) : mask;
  }

  private static CodeBlock compare(BasicOperator operator, CodeBlock one, CodeBlock other) {
    return CodeBlock.of(
        "$L.compare($T.$L, $L)", one, VectorMethods.OPERATORS, operator.symbol().name(), other);
  }

  /** A cast binds less tightly than a call. */
  static CodeBlock receiver(CodeBlock text) {
    return text.toString().startsWith("(") ? CodeBlock.of("($L)", text) : text;
  }
}
