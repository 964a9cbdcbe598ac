package corpus.branches;

import dev.gradc.Differentiable;

// golden
/** Quadratic near zero, linear far away. */
final class Huber {

  private Huber() {}

  // sample: x in [-3, 3], delta in [0.5, 1.5]
  // kinks
  @Differentiable
  static double huber(double x, double delta) {
    double a = Math.abs(x);
    double loss;
    if (a <= delta) {
      loss = 0.5 * x * x;
    } else {
      loss = delta * (a - 0.5 * delta);
    }
    return loss;
  }
}
