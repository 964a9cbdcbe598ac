package corpus.loops;

import dev.gradc.Differentiable;

/** The root of {@code exp(x) - c} in an interval that gets smaller. */
final class RegulaFalsi {

  private RegulaFalsi() {}

  // sample: c in [1.2, 5]
  // tolerance: 1e-8
  @Differentiable
  static double logarithm(double c) {
    double low = 0;
    double high = 2;
    double middle = 1;
    int steps = 0;
    while (steps < 60 && Math.abs(Math.exp(middle) - c) > 1e-13) {
      double left = Math.exp(low) - c;
      double right = Math.exp(high) - c;
      middle = (low * right - high * left) / (right - left);
      if ((Math.exp(middle) - c) * left > 0) {
        low = middle;
      } else {
        high = middle;
      }
      steps++;
    }
    return middle;
  }
}
