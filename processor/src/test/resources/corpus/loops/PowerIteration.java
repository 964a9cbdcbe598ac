package corpus.loops;

import dev.gradc.Differentiable;

/** The largest eigenvalue of a symmetric matrix, iterated to a tolerance. */
final class PowerIteration {

  private PowerIteration() {}

  // sample: a in [2, 3], b in [0.2, 0.5], c in [0.5, 1]
  // tolerance: 1e-8
  @Differentiable
  static double largest(double a, double b, double c) {
    double x = 1;
    double y = 1;
    double value = 0;
    double change = 1;
    while (change > 1e-14) {
      double u = a * x + b * y;
      double v = b * x + c * y;
      double norm = Math.sqrt(u * u + v * v);
      x = u / norm;
      y = v / norm;
      double next = a * x * x + 2 * b * x * y + c * y * y;
      change = Math.abs(next - value);
      value = next;
    }
    return value;
  }
}
