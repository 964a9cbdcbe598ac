package corpus.derivatives;

import dev.gradc.Differentiable;

/** The pullback of a pullback that calls itself. */
final class Slope {

  // golden

  private Slope() {}

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable
  static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable
  static double slope(double x, int n) {
    return SlopeGrad.Power.gradient(x, n).x();
  }
}
