package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * The value of an operator on constants, as the Java language defines it to the bit. Empty where
 * the operator would throw, where the value is no number (it reads better as the operation that
 * made it), and for functions of {@code Math}, whose last bits are the machine's.
 */
final class Folding {

  private Folding() {}

  static Optional<Constant> of(Operator operator, List<Atom> arguments) {
    if (operator instanceof MathFunction
        || !arguments.stream().allMatch(Constant.class::isInstance)) {
      return Optional.empty();
    }
    List<Object> values =
        arguments.stream().map(argument -> ((Constant) argument).value()).toList();
    if (operator instanceof Conversion conversion) {
      return convert(values.get(0), conversion.to());
    }
    BasicOperator basic = (BasicOperator) operator;
    return switch (basic.operand()) {
      case BOOLEAN -> ofBooleans(basic.symbol(), values);
      case INT -> ofInts(basic.symbol(), values);
      case LONG -> ofLongs(basic.symbol(), values);
      case FLOAT -> ofFloats(basic.symbol(), values);
      case DOUBLE -> ofDoubles(basic.symbol(), values);
      case BYTE, SHORT, CHAR -> Optional.empty();
    };
  }

  private static Optional<Constant> truth(boolean value) {
    return Optional.of(value ? Constant.TRUE : Constant.FALSE);
  }

  private static Optional<Constant> number(int value) {
    return Optional.of(Constant.of(value));
  }

  private static Optional<Constant> number(long value) {
    return Optional.of(new Constant(value, Scalar.LONG));
  }

  private static Optional<Constant> number(float value) {
    return Float.isFinite(value)
        ? Optional.of(new Constant(value, Scalar.FLOAT))
        : Optional.empty();
  }

  private static Optional<Constant> number(double value) {
    return Double.isFinite(value) ? Optional.of(Constant.of(value)) : Optional.empty();
  }

  private static Optional<Constant> convert(Object value, Scalar to) {
    if (value instanceof Boolean) {
      return Optional.empty();
    }
    Number number = value instanceof Character character ? (int) character : (Number) value;
    return switch (to) {
      case INT -> number(isFloating(number) ? (int) number.doubleValue() : number.intValue());
      case LONG -> number(isFloating(number) ? (long) number.doubleValue() : number.longValue());
      case FLOAT -> number(number.floatValue());
      case DOUBLE -> number(number.doubleValue());
      case BOOLEAN, BYTE, SHORT, CHAR -> Optional.empty();
    };
  }

  private static boolean isFloating(Number number) {
    return number instanceof Float || number instanceof Double;
  }

  private static Optional<Constant> ofBooleans(BasicOperator.Symbol symbol, List<Object> values) {
    boolean a = (Boolean) values.get(0);
    boolean b = (Boolean) values.get(values.size() - 1);
    return switch (symbol) {
      case NOT -> truth(!a);
      case AND -> truth(a && b);
      case OR -> truth(a || b);
      case XOR, NE -> truth(a != b);
      case EQ -> truth(a == b);
      default -> Optional.empty();
    };
  }

  private static Optional<Constant> ofInts(BasicOperator.Symbol symbol, List<Object> values) {
    if (symbol == BasicOperator.Symbol.SELECT) {
      return Optional.empty();
    }
    int a = (Integer) values.get(0);
    int b = (Integer) values.get(values.size() - 1);
    return switch (symbol) {
      case ADD -> number(a + b);
      case SUB -> number(a - b);
      case MUL -> number(a * b);
      case DIV -> b == 0 ? Optional.empty() : number(a / b);
      case REM -> b == 0 ? Optional.empty() : number(a % b);
      case NEG -> number(-a);
      case COMPLEMENT -> number(~a);
      case AND -> number(a & b);
      case OR -> number(a | b);
      case XOR -> number(a ^ b);
      case SHL -> number(a << b);
      case SHR -> number(a >> b);
      case USHR -> number(a >>> b);
      default -> compared(symbol, Integer.compare(a, b));
    };
  }

  private static Optional<Constant> ofLongs(BasicOperator.Symbol symbol, List<Object> values) {
    if (symbol == BasicOperator.Symbol.SELECT) {
      return Optional.empty();
    }
    long a = (Long) values.get(0);
    // The distance of a shift is an int.
    long b = ((Number) values.get(values.size() - 1)).longValue();
    return switch (symbol) {
      case ADD -> number(a + b);
      case SUB -> number(a - b);
      case MUL -> number(a * b);
      case DIV -> b == 0 ? Optional.empty() : number(a / b);
      case REM -> b == 0 ? Optional.empty() : number(a % b);
      case NEG -> number(-a);
      case COMPLEMENT -> number(~a);
      case AND -> number(a & b);
      case OR -> number(a | b);
      case XOR -> number(a ^ b);
      case SHL -> number(a << b);
      case SHR -> number(a >> b);
      case USHR -> number(a >>> b);
      default -> compared(symbol, Long.compare(a, b));
    };
  }

  private static Optional<Constant> compared(BasicOperator.Symbol symbol, int order) {
    return switch (symbol) {
      case LT -> truth(order < 0);
      case LE -> truth(order <= 0);
      case GT -> truth(order > 0);
      case GE -> truth(order >= 0);
      case EQ -> truth(order == 0);
      case NE -> truth(order != 0);
      default -> Optional.empty();
    };
  }

  private static Optional<Constant> ofFloats(BasicOperator.Symbol symbol, List<Object> values) {
    if (symbol == BasicOperator.Symbol.SELECT) {
      return Optional.empty();
    }
    float a = (Float) values.get(0);
    float b = (Float) values.get(values.size() - 1);
    return switch (symbol) {
      case ADD -> number(a + b);
      case SUB -> number(a - b);
      case MUL -> number(a * b);
      case DIV -> number(a / b);
      case REM -> number(a % b);
      case NEG -> number(-a);
      default -> floatingCompared(symbol, a, b);
    };
  }

  private static Optional<Constant> ofDoubles(BasicOperator.Symbol symbol, List<Object> values) {
    if (symbol == BasicOperator.Symbol.SELECT) {
      return Optional.empty();
    }
    double a = (Double) values.get(0);
    double b = (Double) values.get(values.size() - 1);
    return switch (symbol) {
      case ADD -> number(a + b);
      case SUB -> number(a - b);
      case MUL -> number(a * b);
      case DIV -> number(a / b);
      case REM -> number(a % b);
      case NEG -> number(-a);
      default -> floatingCompared(symbol, a, b);
    };
  }

  /** Unlike {@code Double.compare}: NaN is unordered, the two zeros are equal. */
  private static Optional<Constant> floatingCompared(
      BasicOperator.Symbol symbol, double a, double b) {
    return switch (symbol) {
      case LT -> truth(a < b);
      case LE -> truth(a <= b);
      case GT -> truth(a > b);
      case GE -> truth(a >= b);
      case EQ -> truth(a == b);
      case NE -> truth(a != b);
      default -> Optional.empty();
    };
  }
}
