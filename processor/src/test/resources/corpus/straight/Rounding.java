package corpus.straight;

import dev.gradc.Differentiable;

/** What is constant between its steps. */
final class Rounding {

  private Rounding() {}

  // sample: x in [1.22, 1.33]
  @Differentiable
  static double rounding(double x) {
    double steps = Math.floor(x) + Math.ceil(x) + Math.rint(x) + Math.signum(x) + Math.round(x);
    return x * steps + Math.IEEEremainder(x, 0.9) + x % 0.3;
  }
}
