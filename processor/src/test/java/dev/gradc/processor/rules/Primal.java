package dev.gradc.processor.rules;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.lang.reflect.Method;
import java.util.List;

/**
 * What operators compute, by Java itself. Booleans are 1 and 0, and a float is held in a double.
 */
final class Primal {

  private Primal() {}

  static double of(Operator operator, double... arguments) {
    if (operator instanceof BasicOperator basic) {
      return basic.operand() == Scalar.FLOAT
          ? inFloat(basic, arguments)
          : inDouble(basic, arguments);
    }
    MathFunction function = (MathFunction) operator;
    if (function.name().equals("clamp")) {
      // Java 17 does not have it yet.
      return Math.max(arguments[1], Math.min(arguments[0], arguments[2]));
    }
    return call(function, arguments);
  }

  private static double inDouble(BasicOperator operator, double... a) {
    return switch (operator.symbol()) {
      case ADD -> a[0] + a[1];
      case SUB -> a[0] - a[1];
      case MUL -> a[0] * a[1];
      case DIV -> a[0] / a[1];
      case REM -> a[0] % a[1];
      case NEG -> -a[0];
      case LT -> truth(a[0] < a[1]);
      case LE -> truth(a[0] <= a[1]);
      case GT -> truth(a[0] > a[1]);
      case GE -> truth(a[0] >= a[1]);
      case EQ -> truth(a[0] == a[1]);
      case NE -> truth(a[0] != a[1]);
      case AND -> truth(a[0] == 1 && a[1] == 1);
      case OR -> truth(a[0] == 1 || a[1] == 1);
      case NOT -> truth(a[0] == 0);
      case SELECT -> a[0] == 1 ? a[1] : a[2];
      case DETACH -> a[0];
      default -> throw new IllegalArgumentException(operator.mnemonic());
    };
  }

  private static double inFloat(BasicOperator operator, double... a) {
    float first = (float) a[0];
    float second = (float) a[a.length - 1];
    return switch (operator.symbol()) {
      case ADD -> first + second;
      case SUB -> first - second;
      case MUL -> first * second;
      case DIV -> first / second;
      case REM -> first % second;
      default -> inDouble(operator, a);
    };
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }

  private static double call(MathFunction function, double... arguments) {
    try {
      Class<?>[] types = function.parameters().stream().map(Primal::type).toArray(Class<?>[]::new);
      Method method = Class.forName(function.owner()).getMethod(function.name(), types);
      Object[] boxed = new Object[arguments.length];
      for (int i = 0; i < boxed.length; i++) {
        boxed[i] = boxed(function.parameters().get(i), arguments[i]);
      }
      return ((Number) method.invoke(null, boxed)).doubleValue();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(function.toString(), e);
    }
  }

  private static Class<?> type(Scalar scalar) {
    return switch (scalar) {
      case FLOAT -> float.class;
      case DOUBLE -> double.class;
      case INT -> int.class;
      default -> throw new IllegalArgumentException(scalar.keyword());
    };
  }

  private static Object boxed(Scalar scalar, double value) {
    return switch (scalar) {
      case FLOAT -> (Object) (float) value;
      case DOUBLE -> (Object) value;
      case INT -> (Object) (int) value;
      default -> throw new IllegalArgumentException(scalar.keyword());
    };
  }

  /** The operator of a row, on this floating type. */
  static Operator operator(Row row, boolean isOfLanguage, Scalar type) {
    if (isOfLanguage) {
      String name = row.name().toUpperCase(java.util.Locale.ROOT);
      return new BasicOperator(BasicOperator.Symbol.valueOf(name), type);
    }
    List<Scalar> parameters =
        row.name().equals("scalb")
            ? List.of(type, Scalar.INT)
            : row.name().equals("nextAfter")
                ? List.of(type, Scalar.DOUBLE)
                : java.util.Collections.nCopies(row.domain().size(), type);
    return new MathFunction("java.lang.Math", row.name(), parameters, type);
  }
}
