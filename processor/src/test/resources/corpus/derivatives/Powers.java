package corpus.derivatives;

import dev.gradc.Differentiable;

/** The zeroth power is constant by the base, but not the slope that belongs to it. */
final class Powers {

  private Powers() {}

  // sample: x in [0.5, 2], p in [-1, 1]
  @Differentiable
  static double power(double x, double p) {
    return Math.pow(x, p);
  }

  // sample: x in [0.5, 2], p = 0
  @Differentiable
  static double slope(double x, double p) {
    return PowersGrad.Power.gradient(x, p).x();
  }
}
