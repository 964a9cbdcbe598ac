package corpus.loops;

import dev.gradc.Differentiable;

// golden
/** A square root by Newton's iteration until it stands still. */
final class NewtonSqrt {

  private NewtonSqrt() {}

  // sample: x in [0.5, 5]
  @Differentiable
  static double sqrt(double x) {
    double y = x;
    while (Math.abs(y * y - x) > 1e-13 * x) {
      y = 0.5 * (y + x / y);
    }
    return y;
  }
}
