package corpus.straight;

import dev.gradc.Differentiable;

/** Every elementary function once. */
final class Elementary {

  private Elementary() {}

  // sample: x in [0.1, 0.9], y in [0.2, 2]
  @Differentiable
  static double trigonometric(double x, double y) {
    return Math.sin(x) + Math.cos(y) * Math.tan(x) + Math.asin(x) * Math.acos(x) + Math.atan(x * y);
  }

  // sample: x in [0.1, 0.9], y in [0.2, 2]
  @Differentiable
  static double hyperbolic(double x, double y) {
    return Math.sinh(x) * Math.cosh(y) + Math.tanh(x - y);
  }

  // sample: x in [0.1, 0.9], y in [0.2, 2]
  @Differentiable
  static double exponential(double x, double y) {
    double e = Math.exp(x) + Math.expm1(y);
    double l = Math.log(x) + Math.log10(y) + Math.log1p(x * y);
    return e * l + Math.sqrt(x) + Math.cbrt(y) + Math.pow(x, y);
  }
}
