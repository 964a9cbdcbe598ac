package corpus.straight;

import dev.gradc.Differentiable;

/** Powers with constant exponents, of negative numbers too. */
final class Polynomial {

  private Polynomial() {}

  @Differentiable
  static double polynomial(double x, double y) {
    return 3 * Math.pow(x, 4) - 2 * Math.pow(y, 3) + Math.pow(x, 2) * y - Math.pow(y, 1) + 7;
  }

  // sample: x in [0.2, 3]
  @Differentiable
  static double roots(double x) {
    return Math.pow(x, 0.5) + Math.pow(x, -2) + Math.pow(x, 1.0 / 3);
  }
}
