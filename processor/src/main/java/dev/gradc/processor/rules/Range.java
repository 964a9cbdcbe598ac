package dev.gradc.processor.rules;

/**
 * A set of numbers: those between two ends, perhaps without zero, perhaps integers only. Infinities
 * and NaN are never among them, so an infinite end does not belong to its set; zeros of both signs
 * are one number.
 *
 * @param isLowOpen whether the lower end itself is left out
 * @param isHighOpen whether the upper end itself is left out
 * @param lacksZero whether zero is left out
 * @param isIntegral whether what is no integer is left out
 */
public record Range(
    double low,
    boolean isLowOpen,
    double high,
    boolean isHighOpen,
    boolean lacksZero,
    boolean isIntegral) {

  /** All numbers. */
  public static final Range ALL = open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Those above zero. */
  public static final Range POSITIVE = open(0, Double.POSITIVE_INFINITY);

  /** Zero and those above. */
  public static final Range NOT_NEGATIVE = closed(0, Double.POSITIVE_INFINITY);

  /** Those below zero. */
  public static final Range NEGATIVE = POSITIVE.negated();

  /** No number. */
  public static final Range EMPTY = open(0, 0);

  /**
   * Ends that belong to a set move inwards where they can, so that equal sets are equal records.
   */
  public Range {
    if (low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
      // What overflows is a large number still.
      isLowOpen |= low == Double.POSITIVE_INFINITY;
      isHighOpen |= high == Double.NEGATIVE_INFINITY;
      low = Math.min(low, Double.MAX_VALUE);
      high = Math.max(high, -Double.MAX_VALUE);
    }
    if (isIntegral) {
      double first = isLowOpen ? Math.floor(low) + 1 : Math.ceil(low);
      double last = isHighOpen ? Math.ceil(high) - 1 : Math.floor(high);
      // Far out there is no next integer to move to.
      isLowOpen &= first == low;
      isHighOpen &= last == high;
      low = lacksZero && first == 0 ? 1 : first;
      high = lacksZero && last == 0 ? -1 : last;
    }
    // Zeros of both signs are one, and only the positive one compares as such.
    low += 0.0;
    high += 0.0;
    isLowOpen |= Double.isInfinite(low) || (lacksZero && low == 0);
    isHighOpen |= Double.isInfinite(high) || (lacksZero && high == 0);
    boolean isPoint = low == high && !isLowOpen && !isHighOpen;
    if (!(low < high || isPoint)) {
      low = 0;
      high = 0;
      isLowOpen = true;
      isHighOpen = true;
      isIntegral = false;
      lacksZero = false;
    }
    lacksZero &= low < 0 && high > 0;
    isIntegral = isPoint ? low == Math.rint(low) : isIntegral;
  }

  /** Numbers between two ends, these included. */
  public static Range closed(double low, double high) {
    return new Range(low, false, high, false, false, false);
  }

  /** Numbers between two ends, these left out. */
  public static Range open(double low, double high) {
    return new Range(low, true, high, true, false, false);
  }

  /** One number; it is known to be an integer if it is one. */
  public static Range point(double value) {
    return new Range(value, false, value, false, false, false);
  }

  public boolean isEmpty() {
    return low == high && isLowOpen;
  }

  public boolean isPoint() {
    return low == high && !isLowOpen;
  }

  public boolean contains(double number) {
    boolean isAbove = isLowOpen ? number > low : number >= low;
    boolean isBelow = isHighOpen ? number < high : number <= high;
    return isAbove
        && isBelow
        && !(lacksZero && number == 0)
        && !(isIntegral && number != Math.rint(number));
  }

  /** Whether every number of the other set is one of this. */
  public boolean containsAll(Range other) {
    return union(other).equals(this);
  }

  /** The numbers that both have. */
  public Range intersection(Range other) {
    boolean isLowMine = low > other.low || (low == other.low && isLowOpen);
    boolean isHighMine = high < other.high || (high == other.high && isHighOpen);
    return new Range(
        isLowMine ? low : other.low,
        isLowMine ? isLowOpen : other.isLowOpen,
        isHighMine ? high : other.high,
        isHighMine ? isHighOpen : other.isHighOpen,
        !contains(0) || !other.contains(0),
        isIntegral || other.isIntegral);
  }

  public boolean intersects(Range other) {
    return !intersection(other).isEmpty();
  }

  /** The smallest such set that has the numbers of both. */
  public Range union(Range other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    boolean isLowMine = low < other.low || (low == other.low && !isLowOpen);
    boolean isHighMine = high > other.high || (high == other.high && !isHighOpen);
    return new Range(
        isLowMine ? low : other.low,
        isLowMine ? isLowOpen : other.isLowOpen,
        isHighMine ? high : other.high,
        isHighMine ? isHighOpen : other.isHighOpen,
        !contains(0) && !other.contains(0),
        isIntegral && other.isIntegral);
  }

  /** The same without zero. */
  public Range withoutZero() {
    return new Range(low, isLowOpen, high, isHighOpen, true, isIntegral);
  }

  /** The integers among them. */
  public Range integers() {
    return new Range(low, isLowOpen, high, isHighOpen, lacksZero, true);
  }

  /** With what lies between its integers. */
  public Range withFractions() {
    return new Range(low, isLowOpen, high, isHighOpen, lacksZero, false);
  }

  /** Each with the other sign. */
  public Range negated() {
    return new Range(
        -high,
        /* isLowOpen= */ isHighOpen,
        -low,
        /* isHighOpen= */ isLowOpen,
        lacksZero,
        isIntegral);
  }
}
