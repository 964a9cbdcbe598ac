package corpus.loops;

import dev.gradc.Differentiable;

/** Two sequences that meet. */
final class ArithmeticGeometricMean {

  private ArithmeticGeometricMean() {}

  // sample: x in [0.5, 4], y in [0.5, 4]
  @Differentiable
  static double mean(double x, double y) {
    double a = x;
    double g = y;
    do {
      double next = (a + g) / 2;
      g = Math.sqrt(a * g);
      a = next;
    } while (Math.abs(a - g) > 1e-14 * a);
    return a;
  }
}
