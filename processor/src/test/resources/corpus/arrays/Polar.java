package corpus.arrays;

import dev.gradc.Differentiable;

/** A literal as the result. */
final class Polar {

  private Polar() {}

  // sample: x in [0.5, 2], y in [0.5, 2]
  @Differentiable
  static double[] polar(double x, double y) {
    return new double[] {Math.hypot(x, y), Math.atan2(y, x), 0};
  }
}
