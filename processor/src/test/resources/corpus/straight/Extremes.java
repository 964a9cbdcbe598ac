package corpus.straight;

import dev.gradc.Differentiable;

/** Minima, maxima and magnitudes away from their ties. */
final class Extremes {

  private Extremes() {}

  // sample: x in [-3, 3], y in [-3, 3]
  // kinks
  @Differentiable
  static double extremes(double x, double y) {
    double high = Math.max(x, y * y);
    double low = Math.min(x * y, 1);
    return high * low + Math.abs(x - y);
  }
}
