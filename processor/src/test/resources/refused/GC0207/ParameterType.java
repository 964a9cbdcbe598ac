package refused;

import dev.gradc.Differentiable;

final class ParameterType {

  @Differentiable
  // error: [GC0207] String
  static double f(double x, String s) {
    return x;
  }
}
