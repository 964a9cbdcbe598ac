package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One step of rewriting an operation on scalars by an identity that holds for all values of the
 * operands: NaN, the infinities and the two zeros of floating point, the overflow of integers.
 */
final class Identities {

  private final Function<Atom, Operation.Apply> definitions;

  /**
   * @param definitions the application whose value an atom is, or null
   */
  Identities(Function<Atom, Operation.Apply> definitions) {
    this.definitions = definitions;
  }

  /** Something simpler with the same value. */
  Optional<Operation> of(Operation.Apply apply) {
    Optional<Constant> folded = Folding.of(apply.operator(), apply.arguments());
    if (folded.isPresent()) {
      return folded.map(Operation.Copy::new);
    }
    if (apply.operator() instanceof Conversion conversion) {
      return conversion(conversion, apply.arguments().get(0));
    }
    if (apply.operator() instanceof MathFunction function) {
      // The specification of pow: the first argument, if the second is 1.
      return function.name().equals("pow") && isNumber(apply.arguments().get(1), 1)
          ? copy(apply.arguments().get(0))
          : Optional.empty();
    }
    if (!(apply.operator() instanceof BasicOperator operator)) {
      return Optional.empty();
    }
    return operator.operand() == Scalar.BOOLEAN && operator.symbol() != Symbol.SELECT
        ? ofBooleans(operator, apply.arguments())
        : ofNumbers(operator, apply.arguments());
  }

  /** To the type that the argument has, or had before it was widened without loss. */
  private Optional<Operation> conversion(Conversion conversion, Atom argument) {
    if (conversion.from() == conversion.to()) {
      return copy(argument);
    }
    Operation.Apply definition = definitions.apply(argument);
    return definition != null
            && definition.operator() instanceof Conversion inner
            && inner.from() == conversion.to()
            && isExact(inner)
        ? copy(definition.arguments().get(0))
        : Optional.empty();
  }

  private static boolean isExact(Conversion widening) {
    return switch (widening.from()) {
      case BYTE, SHORT, CHAR -> widening.to().compareTo(Scalar.INT) >= 0;
      case INT -> widening.to() == Scalar.LONG || widening.to() == Scalar.DOUBLE;
      case FLOAT -> widening.to() == Scalar.DOUBLE;
      default -> false;
    };
  }

  private static Optional<Operation> copy(Atom atom) {
    return Optional.of(new Operation.Copy(atom));
  }

  private static Optional<Operation> apply(Symbol symbol, Scalar operand, Atom... arguments) {
    return Optional.of(Operation.Apply.of(new BasicOperator(symbol, operand), arguments));
  }

  private Optional<Operation> ofNumbers(BasicOperator operator, List<Atom> arguments) {
    Atom a = arguments.get(0);
    Atom b = arguments.get(arguments.size() - 1);
    Scalar type = operator.operand();
    return switch (operator.symbol()) {
      case ADD -> sum(type, a, b);
      case SUB -> difference(type, a, b);
      case MUL -> product(type, a, b);
      case DIV -> isNumber(b, 1) ? copy(a) : Optional.empty();
      case NEG -> negation(a);
      case SELECT -> selection(operator, a, arguments.get(1), b);
      case LT, GT, NE -> isSameInteger(a, b) ? copy(Constant.FALSE) : Optional.empty();
      case LE, GE, EQ -> isSameInteger(a, b) ? copy(Constant.TRUE) : Optional.empty();
      case REM, NOT, COMPLEMENT, AND, OR, XOR, SHL, SHR, USHR, DETACH -> Optional.empty();
    };
  }

  /** {@code x == x} does not hold for NaN, so it is folded for integers only. */
  private static boolean isSameInteger(Atom a, Atom b) {
    return a.equals(b) && a.type() instanceof Scalar scalar && scalar.isIntegral();
  }

  private Optional<Operation> sum(Scalar type, Atom a, Atom b) {
    if (argumentOf(Symbol.NEG, b) != null) {
      return apply(Symbol.SUB, type, a, argumentOf(Symbol.NEG, b));
    }
    if (argumentOf(Symbol.NEG, a) != null) {
      return apply(Symbol.SUB, type, b, argumentOf(Symbol.NEG, a));
    }
    if (!type.isIntegral()) {
      return Optional.empty();
    }
    if (isNumber(a, 0)) {
      return copy(b);
    }
    if (isNumber(b, 0)) {
      return copy(a);
    }
    return a instanceof Constant && !(b instanceof Constant)
        ? shifted(type, b, a)
        : shifted(type, a, b);
  }

  private Optional<Operation> difference(Scalar type, Atom a, Atom b) {
    if (argumentOf(Symbol.NEG, b) != null) {
      return apply(Symbol.ADD, type, a, argumentOf(Symbol.NEG, b));
    }
    if (!type.isIntegral()) {
      return Optional.empty();
    }
    if (isNumber(b, 0)) {
      return copy(a);
    }
    if (a.equals(b)) {
      return copy(Constant.zero(type));
    }
    return b instanceof Constant constant ? shifted(type, a, negative(constant)) : Optional.empty();
  }

  /** {@code (x + c) + d} is {@code x + (c + d)} for integers, and likewise with minus. */
  private Optional<Operation> shifted(Scalar type, Atom sum, Atom distance) {
    Operation.Apply inner = definitions.apply(sum);
    if (!(distance instanceof Constant)
        || inner == null
        || !(inner.operator() instanceof BasicOperator operator)
        || operator.operand() != type) {
      return Optional.empty();
    }
    Atom a = inner.arguments().get(0);
    Atom b = inner.arguments().get(inner.arguments().size() - 1);
    if (operator.symbol() == Symbol.ADD && b instanceof Constant constant) {
      return shift(type, a, constant, distance);
    }
    if (operator.symbol() == Symbol.ADD && a instanceof Constant constant) {
      return shift(type, b, constant, distance);
    }
    return operator.symbol() == Symbol.SUB && b instanceof Constant constant
        ? shift(type, a, negative(constant), distance)
        : Optional.empty();
  }

  private static Optional<Operation> shift(Scalar type, Atom x, Constant c, Atom d) {
    BasicOperator add = new BasicOperator(Symbol.ADD, type);
    return Folding.of(add, List.of(c, d)).flatMap(sum -> shift(type, x, sum));
  }

  /** As a person would write it: {@code x}, {@code x + 1} or {@code x - 1}. */
  private static Optional<Operation> shift(Scalar type, Atom x, Constant distance) {
    if (isNumber(distance, 0)) {
      return copy(x);
    }
    Constant opposite = negative(distance);
    boolean isNegative = ((Number) distance.value()).longValue() < 0;
    return isNegative && ((Number) opposite.value()).longValue() > 0
        ? apply(Symbol.SUB, type, x, opposite)
        : apply(Symbol.ADD, type, x, distance);
  }

  private static Constant negative(Constant constant) {
    BasicOperator negation = new BasicOperator(Symbol.NEG, (Scalar) constant.type());
    return Folding.of(negation, List.of(constant)).orElseThrow();
  }

  private Optional<Operation> product(Scalar type, Atom a, Atom b) {
    if (isNumber(a, 1)) {
      return copy(b);
    }
    if (isNumber(b, 1)) {
      return copy(a);
    }
    if (isNumber(a, -1)) {
      return apply(Symbol.NEG, type, b);
    }
    if (isNumber(b, -1)) {
      return apply(Symbol.NEG, type, a);
    }
    if (type.isIntegral() && (isNumber(a, 0) || isNumber(b, 0))) {
      return copy(Constant.zero(type));
    }
    Atom inner = argumentOf(Symbol.NEG, a);
    Atom other = argumentOf(Symbol.NEG, b);
    return inner != null && other != null
        ? apply(Symbol.MUL, type, inner, other)
        : Optional.empty();
  }

  private Optional<Operation> negation(Atom a) {
    return argumentOf(Symbol.NEG, a) != null ? copy(argumentOf(Symbol.NEG, a)) : Optional.empty();
  }

  private Optional<Operation> selection(
      BasicOperator operator, Atom condition, Atom second, Atom third) {
    if (condition.equals(Constant.TRUE) || second.equals(third)) {
      return copy(second);
    }
    if (condition.equals(Constant.FALSE)) {
      return copy(third);
    }
    if (second.equals(Constant.TRUE) && third.equals(Constant.FALSE)) {
      return copy(condition);
    }
    return argumentOf(Symbol.NOT, condition) != null
        ? apply(Symbol.SELECT, operator.operand(), argumentOf(Symbol.NOT, condition), third, second)
        : Optional.empty();
  }

  private Optional<Operation> ofBooleans(BasicOperator operator, List<Atom> arguments) {
    Atom a = arguments.get(0);
    Atom b = arguments.get(arguments.size() - 1);
    return switch (operator.symbol()) {
      case NOT -> inverse(a);
      case AND -> conjunction(a, b, Constant.TRUE, Constant.FALSE);
      case OR -> conjunction(a, b, Constant.FALSE, Constant.TRUE);
      case EQ -> equality(a, b, Constant.TRUE);
      case NE, XOR -> equality(a, b, Constant.FALSE);
      default -> Optional.empty();
    };
  }

  private Optional<Operation> inverse(Atom a) {
    if (argumentOf(Symbol.NOT, a) != null) {
      return copy(argumentOf(Symbol.NOT, a));
    }
    Operation.Apply inner = definitions.apply(a);
    if (inner == null
        || !(inner.operator() instanceof BasicOperator operator)
        || !operator.symbol().isComparison()) {
      return Optional.empty();
    }
    // !(x < y) is x >= y only where neither is NaN; !(x == y) is x != y always.
    Symbol opposite = opposite(operator.symbol());
    boolean holdsForNaN = opposite == Symbol.EQ || opposite == Symbol.NE;
    return operator.operand().isFloating() && !holdsForNaN
        ? Optional.empty()
        : Optional.of(
            new Operation.Apply(
                new BasicOperator(opposite, operator.operand()), inner.arguments()));
  }

  private static Symbol opposite(Symbol comparison) {
    return switch (comparison) {
      case LT -> Symbol.GE;
      case LE -> Symbol.GT;
      case GT -> Symbol.LE;
      case GE -> Symbol.LT;
      case EQ -> Symbol.NE;
      case NE -> Symbol.EQ;
      default -> throw new IllegalArgumentException(comparison.name());
    };
  }

  private static Optional<Operation> conjunction(
      Atom a, Atom b, Constant neutral, Constant absorbing) {
    if (a.equals(neutral) || a.equals(b)) {
      return copy(b);
    }
    if (b.equals(neutral)) {
      return copy(a);
    }
    return a.equals(absorbing) || b.equals(absorbing) ? copy(absorbing) : Optional.empty();
  }

  /** Comparison with {@code neutral} changes nothing, with its opposite it negates. */
  private static Optional<Operation> equality(Atom a, Atom b, Constant neutral) {
    if (a.equals(b)) {
      return copy(neutral);
    }
    if (a.equals(neutral)) {
      return copy(b);
    }
    if (b.equals(neutral)) {
      return copy(a);
    }
    if (a instanceof Constant) {
      return apply(Symbol.NOT, Scalar.BOOLEAN, b);
    }
    return b instanceof Constant ? apply(Symbol.NOT, Scalar.BOOLEAN, a) : Optional.empty();
  }

  private static boolean isNumber(Atom atom, int number) {
    return atom instanceof Constant constant
        && constant.value() instanceof Number value
        && value.doubleValue() == number
        && (number != 0 || (constant.type() instanceof Scalar scalar && scalar.isIntegral()));
  }

  /** The argument if the atom is that of a unary operator, else null. */
  private Atom argumentOf(Symbol symbol, Atom atom) {
    Operation.Apply inner = atom instanceof Variable ? definitions.apply(atom) : null;
    return inner != null
            && inner.operator() instanceof BasicOperator operator
            && operator.symbol() == symbol
        ? inner.arguments().get(0)
        : null;
  }
}
