package dev.gradc.samples.benchmarks;

/**
 * A mean and how far what it is the mean of lies around it.
 *
 * @param mean of all
 * @param deviation the standard deviation of one of them; NaN of a single one
 */
record Spread(double mean, double deviation) {

  /** The quotient, as far as both deviations are small against their means. */
  Spread over(Spread other) {
    double quotient = mean / other.mean;
    return new Spread(
        quotient, quotient * Math.hypot(deviation / mean, other.deviation / other.mean));
  }
}
