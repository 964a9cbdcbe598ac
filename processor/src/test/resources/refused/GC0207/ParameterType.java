package refused;

import dev.gradc.Differentiable;

final class ParameterType {

  @Differentiable
  // error: [GC0207] Double[]
  static double f(double x, Double[] s) {
    return x;
  }
}
