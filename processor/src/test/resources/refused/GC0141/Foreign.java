package refused;

import dev.gradc.Differentiable;

final class Foreign {

  static final double[] CACHE = new double[1];

  @Differentiable
  static double f(double x) {
    // error: [GC0141]
    CACHE[0] = x * x;
    return CACHE[0];
  }
}
