package dev.gradc.processor.analysis;

import dev.gradc.processor.rules.Range;

/** Sets that grow in loops, made larger in few steps: their ends go to the next landmark. */
final class Widening {

  private static final double[] LANDMARKS = {Double.NEGATIVE_INFINITY, -1, 0, 1};

  private Widening() {}

  /**
   * A set that has all numbers of both.
   *
   * @param isHasty whether an end that moves goes to infinity at once
   */
  static Range of(Range before, Range now, boolean isHasty) {
    Range both = before.union(now);
    if (before.isEmpty()) {
      return both;
    }
    Range lower = lower(before, both, isHasty);
    Range upper = lower(before.negated(), both.negated(), isHasty).negated();
    Range widened =
        new Range(
            lower.low(),
            lower.isLowOpen(),
            upper.high(),
            upper.isHighOpen(),
            false,
            both.isIntegral());
    return both.contains(0) ? widened : widened.withoutZero();
  }

  /** Its lower end moves down, if it has moved at all; a landmark that is not reached stays out. */
  private static Range lower(Range before, Range both, boolean isHasty) {
    if (both.low() == before.low() && both.isLowOpen() == before.isLowOpen()) {
      return both;
    }
    double low = Double.NEGATIVE_INFINITY;
    for (double landmark : LANDMARKS) {
      low = !isHasty && landmark <= both.low() ? landmark : low;
    }
    boolean isOpen = low < both.low() || both.isLowOpen();
    return new Range(low, isOpen, both.high(), both.isHighOpen(), false, both.isIntegral());
  }
}
