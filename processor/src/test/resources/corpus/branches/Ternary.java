package corpus.branches;

import dev.gradc.Differentiable;

/** Conditional expressions within expressions. */
final class Ternary {

  private Ternary() {}

  // sample: x in [-2, 2], y in [-2, 2]
  // kinks
  @Differentiable
  static double ternary(double x, double y) {
    double a = x > y ? x * x : (y > 0 ? Math.sin(y) : -y);
    return a * (x + y < 0 ? 2 : x) + (x > 0 ? 1 : y);
  }
}
