package dev.gradc.processor.analysis;

import static dev.gradc.processor.analysis.RangeArithmetic.rising;

import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.rules.Range;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Which values the functions of {@code Math} have for arguments from given sets. */
final class FunctionRanges {

  private static final Range UNIT = Range.closed(-1, 1);

  private FunctionRanges() {}

  static Range of(MathFunction function, List<Range> arguments) {
    if (arguments.stream().anyMatch(Range::isEmpty)) {
      return Range.EMPTY;
    }
    return switch (arguments.size()) {
      case 1 -> ofOne(function, arguments.get(0));
      case 2 -> ofTwo(function, arguments.get(0), arguments.get(1));
      case 3 -> ofThree(function, arguments);
      default -> OperatorRanges.of(function.result());
    };
  }

  private static Range ofOne(MathFunction function, Range x) {
    return switch (function.name()) {
      case "exp" -> rising(x, Math::exp, Range.ALL, Range.POSITIVE);
      case "expm1" -> increasing(x, Math::expm1, Range.open(-1, Double.POSITIVE_INFINITY));
      case "log" -> rising(x, Math::log, Range.NOT_NEGATIVE, Range.ALL);
      case "log10" -> rising(x, Math::log10, Range.NOT_NEGATIVE, Range.ALL);
      case "log1p" -> rising(x, Math::log1p, Range.closed(-1, Double.POSITIVE_INFINITY), Range.ALL);
      case "sqrt" -> rising(x, Math::sqrt, Range.NOT_NEGATIVE, Range.NOT_NEGATIVE);
      case "cbrt" -> increasing(x, Math::cbrt, Range.ALL);
      case "sinh" -> increasing(x, Math::sinh, Range.ALL);
      case "tanh" -> increasing(x, Math::tanh, Range.open(-1, 1));
      case "cosh" ->
          rising(
              RangeArithmetic.size(x),
              Math::cosh,
              Range.ALL,
              Range.closed(1, Double.POSITIVE_INFINITY));
      case "sin", "cos" -> UNIT;
      case "asin" -> rising(x, Math::asin, UNIT, Range.closed(-Math.PI / 2, Math.PI / 2));
      case "acos" -> rising(x.negated(), y -> Math.acos(-y), UNIT, Range.closed(0, Math.PI));
      case "atan" -> increasing(x, Math::atan, Range.closed(-Math.PI / 2, Math.PI / 2));
      case "toRadians" -> increasing(x, Math::toRadians, Range.ALL);
      case "toDegrees" -> increasing(x, Math::toDegrees, Range.ALL);
      case "abs" -> RangeArithmetic.size(x);
      case "signum" -> signs(x);
      case "floor" -> RangeArithmetic.steps(x, Math::floor);
      case "ceil" -> RangeArithmetic.steps(x, Math::ceil);
      case "rint" -> RangeArithmetic.steps(x, Math::rint);
      case "ulp" -> Range.POSITIVE;
      case "nextUp", "nextDown" -> x;
      case "toIntExact" -> x;
      case "negateExact" -> x.negated();
      case "incrementExact" -> RangeArithmetic.sum(x, Range.point(1));
      case "decrementExact" -> RangeArithmetic.sum(x, Range.point(-1));
      default -> OperatorRanges.of(function.result());
    };
  }

  /** Of what is zero at zero and only there. */
  private static Range increasing(Range x, DoubleUnaryOperator function, Range values) {
    Range image = rising(x, function, Range.ALL, values);
    return x.contains(0) ? image : image.withoutZero();
  }

  private static Range signs(Range x) {
    Range image = Range.closed(x.low() < 0 ? -1 : 0, x.high() > 0 ? 1 : 0).integers();
    return x.contains(0) ? image : image.withoutZero();
  }

  private static Range ofTwo(MathFunction function, Range a, Range b) {
    return switch (function.name()) {
      case "max" -> RangeArithmetic.maximum(a, b);
      case "min" -> RangeArithmetic.minimum(a, b);
      case "pow" -> power(a, b);
      case "hypot" -> length(RangeArithmetic.size(a), RangeArithmetic.size(b));
      case "atan2" -> Range.closed(-Math.PI, Math.PI);
      case "IEEEremainder" -> {
        double half = RangeArithmetic.size(b).high() / 2;
        yield Range.closed(-half, half);
      }
      case "copySign" -> {
        Range size = RangeArithmetic.size(a);
        Range mirrored = size.negated();
        yield b.low() > 0 ? size : b.high() < 0 ? mirrored : size.union(mirrored);
      }
      case "scalb" -> signed(a);
      case "nextAfter" -> a;
      case "addExact" -> RangeArithmetic.sum(a, b);
      case "subtractExact" -> RangeArithmetic.difference(a, b);
      case "multiplyExact", "multiplyFull" -> RangeArithmetic.product(a, b);
      case "floorMod" ->
          b.low() > 0
              ? Range.closed(0, b.high() - 1).integers()
              : OperatorRanges.of(function.result());
      default -> OperatorRanges.of(function.result());
    };
  }

  private static Range ofThree(MathFunction function, List<Range> arguments) {
    Range a = arguments.get(0);
    Range b = arguments.get(1);
    Range c = arguments.get(2);
    return switch (function.name()) {
      case "fma" -> RangeArithmetic.sum(RangeArithmetic.product(a, b), c);
      case "clamp" -> RangeArithmetic.maximum(b, RangeArithmetic.minimum(a, c));
      default -> OperatorRanges.of(function.result());
    };
  }

  private static Range length(Range a, Range b) {
    Range length =
        new Range(
            Math.hypot(a.low(), b.low()),
            a.isLowOpen() || b.isLowOpen(),
            Math.hypot(a.high(), b.high()),
            a.isHighOpen() || b.isHighOpen(),
            false,
            false);
    return length.isEmpty() ? Range.NOT_NEGATIVE : length;
  }

  /** All numbers of the signs of these. */
  private static Range signed(Range a) {
    Range above = a.low() >= 0 ? Range.NOT_NEGATIVE : Range.ALL;
    Range signed = a.high() <= 0 ? above.intersection(Range.NOT_NEGATIVE.negated()) : above;
    return a.contains(0) ? signed : signed.withoutZero();
  }

  private static Range power(Range base, Range exponent) {
    if (exponent.isPoint() && exponent.isIntegral()) {
      return integerPower(base, exponent.low());
    }
    // To a power that is no integer, what is negative has none.
    Range defined = exponent.isPoint() ? base.intersection(Range.NOT_NEGATIVE) : base;
    if (defined.low() < 0) {
      return Range.ALL;
    }
    if (!defined.contains(0)) {
      return Range.POSITIVE;
    }
    return exponent.isPoint() && exponent.low() > 0
        ? rising(defined, x -> Math.pow(x, exponent.low()), Range.ALL, Range.NOT_NEGATIVE)
        : Range.NOT_NEGATIVE;
  }

  private static Range integerPower(Range base, double exponent) {
    if (exponent < 0) {
      return RangeArithmetic.quotient(Range.point(1), integerPower(base, -exponent));
    }
    if (exponent == 0) {
      return Range.point(1);
    }
    boolean isEven = exponent % 2 == 0;
    Range reached = isEven ? RangeArithmetic.size(base) : base;
    Range image = increasing(reached, x -> Math.pow(x, exponent), Range.ALL);
    return isEven ? image.intersection(Range.NOT_NEGATIVE) : image;
  }
}
