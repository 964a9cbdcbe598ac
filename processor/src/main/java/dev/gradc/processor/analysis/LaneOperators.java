package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.Set;

/** The operators that vectors have, and that are no slower there. */
public final class LaneOperators {

  /** What HotSpot has one instruction or two for. */
  private static final Set<String> ARITHMETIC = Set.of("abs", "sqrt", "max", "min", "signum");

  /** Functions in a library of vectors. */
  private static final Set<String> FUNCTIONS = Set.of("exp", "log", "log1p", "expm1", "sin", "cos");

  /** Powers that are products. */
  private static final Set<Double> EXPONENTS = Set.of(-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0);

  private LaneOperators() {}

  /** Why the operation has no vector form; empty if it has one. */
  static String obstacle(Operation.Apply apply, Scalar lanes) {
    Operator operator = apply.operator();
    if (operator instanceof BasicOperator basic) {
      return isSupported(basic, lanes) ? "" : basic.symbol().java() + " of " + basic.operand();
    }
    if (operator instanceof Conversion conversion) {
      boolean isSupported =
          conversion.to().isFloating()
              && (conversion.from().isFloating() || conversion.from() == Scalar.INT);
      return isSupported ? "" : "a conversion to " + conversion.to().keyword();
    }
    MathFunction function = (MathFunction) operator;
    return isSupported(function, apply, lanes)
        ? ""
        : function.owner().substring(function.owner().lastIndexOf('.') + 1) + "." + function.name();
  }

  private static boolean isSupported(BasicOperator basic, Scalar lanes) {
    boolean isOfLanes = basic.operand() == Scalar.DOUBLE || basic.operand() == lanes;
    return switch (basic.symbol()) {
      case ADD, SUB, MUL, DIV, NEG, DETACH, SELECT -> isOfLanes;
      case LT, LE, GT, GE, EQ, NE -> isOfLanes || basic.operand() == Scalar.INT;
      case AND, OR, NOT -> basic.operand() == Scalar.BOOLEAN;
      case REM, COMPLEMENT, XOR, SHL, SHR, USHR -> false;
    };
  }

  private static boolean isSupported(MathFunction function, Operation.Apply apply, Scalar lanes) {
    boolean isOfLanes =
        function.owner().equals("java.lang.Math")
            && (function.result() == Scalar.DOUBLE || function.result() == lanes);
    boolean isPower =
        function.name().equals("pow")
            && apply.arguments().get(1) instanceof Constant exponent
            && EXPONENTS.contains(exponent.value());
    // In doubles it is slower than Math.tanh.
    boolean isTanh = function.name().equals("tanh") && lanes == Scalar.FLOAT;
    return isOfLanes
        && (ARITHMETIC.contains(function.name())
            || FUNCTIONS.contains(function.name())
            || isTanh
            || isPower);
  }

  /** Whether HotSpot makes no vectors of it. */
  public static boolean isFunction(Operator operator) {
    return operator instanceof MathFunction function && !ARITHMETIC.contains(function.name());
  }

  /** Whether a number means the same as a float, but for rounding. */
  static boolean isFloat(Atom atom) {
    if (!(atom instanceof Constant constant && constant.value() instanceof Double value)) {
      return true;
    }
    double size = Math.abs(value);
    return value.isNaN()
        || value.isInfinite()
        || size == 0
        || (size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE);
  }
}
