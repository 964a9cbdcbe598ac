package refused;

import dev.gradc.Differentiable;

final class Overloads {

  @Differentiable
  static double f(double x) {
    return x;
  }

  @Differentiable
  // error: [GC0304] F
  static double f(double x, double y) {
    return x * y;
  }
}
