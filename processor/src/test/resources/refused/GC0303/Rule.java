package refused;

import dev.gradc.Differentiable;

final class Rule {

  // error: [GC0303]
  @dev.gradc.DerivativeOf(type = Math.class, method = "sin")
  static double f(double x, double seed) {
    return seed * Math.cos(x);
  }
}
