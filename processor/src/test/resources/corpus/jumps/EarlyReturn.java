package corpus.jumps;

import dev.gradc.Differentiable;

// golden
/** Leaves at the first piece that fits. */
final class EarlyReturn {

  private EarlyReturn() {}

  // sample: x in [-2, 3]
  // kinks
  @Differentiable
  static double piecewise(double x) {
    if (x < 0) {
      return x * x;
    }
    double y = Math.sin(x);
    if (y > 0.5) {
      return y;
    }
    return y * x;
  }
}
