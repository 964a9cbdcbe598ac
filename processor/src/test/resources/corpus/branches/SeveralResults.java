package corpus.branches;

import dev.gradc.Differentiable;

/** A branch that decides on several variables at once. */
final class SeveralResults {

  private SeveralResults() {}

  // sample: x in [-2, 2], y in [0.5, 2]
  // kinks
  @Differentiable
  static double rotate(double x, double y) {
    double c = 1;
    double s = 0;
    if (Math.abs(x) > 0.2) {
      double r = Math.hypot(x, y);
      c = x / r;
      s = y / r;
      if (c < 0) {
        c = -c;
        s *= 2;
      }
    }
    return c * y - s * x;
  }
}
