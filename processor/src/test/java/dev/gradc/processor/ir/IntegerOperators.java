package dev.gradc.processor.ir;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import java.util.List;

/** Java's operators on int, long and boolean, and its conversions between integers. */
final class IntegerOperators {

  private IntegerOperators() {}

  static Object apply(BasicOperator operator, List<Object> arguments) {
    Object left = arguments.get(0);
    Object right = arguments.get(arguments.size() - 1);
    if (operator.operand() == Scalar.BOOLEAN) {
      return booleans(operator.symbol(), (Boolean) left, (Boolean) right);
    }
    if (operator.symbol().isComparison()) {
      long a = ((Number) left).longValue();
      long b = ((Number) right).longValue();
      return compare(operator.symbol(), a < b, a == b, a > b);
    }
    return operator.operand() == Scalar.INT
        ? (Object) ints(operator.symbol(), (Integer) left, (Integer) right)
        : longs(operator.symbol(), (Long) left, ((Number) right).longValue());
  }

  /** None of the three holds where a NaN is compared. */
  static boolean compare(Symbol symbol, boolean isLess, boolean isEqual, boolean isGreater) {
    return switch (symbol) {
      case LT -> isLess;
      case LE -> isLess || isEqual;
      case GT -> isGreater;
      case GE -> isGreater || isEqual;
      case EQ -> isEqual;
      case NE -> !isEqual;
      default -> throw new IllegalArgumentException("no comparison: " + symbol);
    };
  }

  private static boolean booleans(Symbol symbol, boolean left, boolean right) {
    return switch (symbol) {
      case NOT -> !left;
      case AND -> left && right;
      case OR -> left || right;
      case XOR, NE -> left ^ right;
      case EQ -> left == right;
      default -> throw new IllegalArgumentException("not of booleans: " + symbol);
    };
  }

  private static int ints(Symbol symbol, int left, int right) {
    return switch (symbol) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case REM -> left % right;
      case NEG -> -left;
      case COMPLEMENT -> ~left;
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case SHL -> left << right;
      case SHR -> left >> right;
      case USHR -> left >>> right;
      default -> throw new IllegalArgumentException("not of ints: " + symbol);
    };
  }

  private static long longs(Symbol symbol, long left, long right) {
    return switch (symbol) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case REM -> left % right;
      case NEG -> -left;
      case COMPLEMENT -> ~left;
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case SHL -> left << right;
      case SHR -> left >> right;
      case USHR -> left >>> right;
      default -> throw new IllegalArgumentException("not of longs: " + symbol);
    };
  }

  /** Of a byte, short, char, int or long to another of them. */
  static Object convert(Object value, Scalar to) {
    long number = value instanceof Character character ? character : ((Number) value).longValue();
    return switch (to) {
      case BYTE -> (byte) number;
      case SHORT -> (short) number;
      case CHAR -> (char) number;
      case INT -> (int) number;
      case LONG -> number;
      default -> throw new IllegalArgumentException("no integer: " + to);
    };
  }

  /** Of a float or double; by way of int for the narrow ones, as Java does. */
  static Object convert(double value, Scalar to) {
    return to == Scalar.LONG ? (Object) (long) value : convert((Object) (int) value, to);
  }
}
