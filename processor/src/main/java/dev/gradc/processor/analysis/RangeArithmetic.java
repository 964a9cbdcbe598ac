package dev.gradc.processor.analysis;

import dev.gradc.processor.rules.Range;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Sums, products and other images of sets of numbers. Ends are rounded as the operation itself is,
 * which is monotone; but a result that underflows counts as what it is in mathematics, not as zero.
 */
final class RangeArithmetic {

  private RangeArithmetic() {}

  static Range sum(Range a, Range b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Range.EMPTY;
    }
    return new Range(
        a.low() + b.low(),
        a.isLowOpen() || b.isLowOpen(),
        a.high() + b.high(),
        a.isHighOpen() || b.isHighOpen(),
        false,
        a.isIntegral() && b.isIntegral());
  }

  static Range difference(Range a, Range b) {
    return sum(a, b.negated());
  }

  static Range product(Range a, Range b) {
    Range product = corners(a, b, (x, y) -> x == 0 || y == 0 ? 0 : x * y);
    Range tidied = a.isIntegral() && b.isIntegral() ? product.integers() : product;
    return a.contains(0) || b.contains(0) ? tidied : tidied.withoutZero();
  }

  static Range square(Range a) {
    Range size = size(a);
    return product(size, size);
  }

  /** Of all pairs whose divisor is not zero. */
  static Range quotient(Range a, Range b) {
    Range above = quotientOfOneSign(a, b.intersection(Range.POSITIVE));
    Range below = quotientOfOneSign(a, b.intersection(Range.NEGATIVE));
    Range quotient = above.union(below).withFractions();
    return a.contains(0) ? quotient : quotient.withoutZero();
  }

  private static Range quotientOfOneSign(Range a, Range b) {
    return corners(
        a, b, (x, y) -> x == 0 || Double.isInfinite(y) ? 0 : x / (y == 0 ? zeroOf(b) : y));
  }

  /** The zero at the end of numbers of one sign. */
  private static double zeroOf(Range b) {
    return b.high() > 0 ? 0.0 : -0.0;
  }

  /**
   * The image under what is monotone in each argument, be it up or down, and never NaN. A zero that
   * comes of a zero end which belongs to its set is reached whatever the other argument is.
   */
  private static Range corners(Range a, Range b, DoubleBinaryOperator operator) {
    if (a.isEmpty() || b.isEmpty()) {
      return Range.EMPTY;
    }
    boolean isLowOpen = true;
    boolean isHighOpen = true;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 4; corner++) {
      boolean isHighA = corner % 2 == 1;
      boolean isHighB = corner >= 2;
      double x = isHighA ? a.high() : a.low();
      double y = isHighB ? b.high() : b.low();
      boolean isOpenA = isHighA ? a.isHighOpen() : a.isLowOpen();
      boolean isOpenB = isHighB ? b.isHighOpen() : b.isLowOpen();
      double value = operator.applyAsDouble(x, y);
      boolean isZeroReached = (x == 0 && !isOpenA) || (y == 0 && !isOpenB);
      boolean isOpen = !(value == 0 ? isZeroReached : !isOpenA && !isOpenB);
      isLowOpen = value < low ? isOpen : isLowOpen && (isOpen || value > low);
      isHighOpen = value > high ? isOpen : isHighOpen && (isOpen || value < high);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    Range image = new Range(low, isLowOpen, high, isHighOpen, false, false);
    // Both ends are an open zero if everything underflows.
    return image.isEmpty() ? Range.closed(low, high) : image;
  }

  /** Absolute values. */
  static Range size(Range a) {
    Range above = a.intersection(Range.NOT_NEGATIVE);
    return above.union(a.intersection(Range.NEGATIVE).negated());
  }

  static Range maximum(Range a, Range b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Range.EMPTY;
    }
    Range upper = a.high() > b.high() || (a.high() == b.high() && !a.isHighOpen()) ? a : b;
    Range lower = a.low() > b.low() || (a.low() == b.low() && a.isLowOpen()) ? a : b;
    return new Range(
        lower.low(),
        lower.isLowOpen(),
        upper.high(),
        upper.isHighOpen(),
        !a.contains(0) && !b.contains(0),
        a.isIntegral() && b.isIntegral());
  }

  static Range minimum(Range a, Range b) {
    return maximum(a.negated(), b.negated()).negated();
  }

  /** Of a remainder, which has the sign of the dividend and is less than the divisor in size. */
  static Range remainder(Range a, Range b) {
    double bound = size(b).high();
    Range sized =
        Range.open(-bound, bound)
            .intersection(Range.closed(Math.min(a.low(), 0), Math.max(a.high(), 0)));
    return a.isIntegral() && b.isIntegral() ? sized.integers() : sized;
  }

  /**
   * The image under what only grows.
   *
   * @param domain where it is defined; there the function has finite values, or infinite ones at an
   *     end that is left out
   * @param values that it stays within, also where it is rounded
   */
  static Range rising(Range a, DoubleUnaryOperator function, Range domain, Range values) {
    Range inside = a.intersection(domain);
    if (inside.isEmpty()) {
      return values;
    }
    double low = function.applyAsDouble(inside.low());
    double high = function.applyAsDouble(inside.high());
    Range image =
        new Range(low, inside.isLowOpen(), high, inside.isHighOpen(), false, false)
            .intersection(values);
    // Two numbers next to each other may have one value.
    return image.isEmpty() ? values : image;
  }

  /** The image under what only grows, in steps, from integer to integer. */
  static Range steps(Range a, DoubleUnaryOperator function) {
    if (a.isEmpty()) {
      return Range.EMPTY;
    }
    double low = function.applyAsDouble(a.low());
    return Range.closed(low, function.applyAsDouble(a.high())).integers();
  }

  /** Towards zero, to an integer. */
  static Range truncated(Range a) {
    return steps(a, x -> x < 0 ? Math.ceil(x) : Math.floor(x));
  }
}
