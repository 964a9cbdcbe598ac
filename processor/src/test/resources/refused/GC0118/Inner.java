package refused;

import dev.gradc.Differentiable;

final class Inner {

  @Differentiable
  static double f(double x) {
    // error: [GC0118]
    class Point {}
    return x;
  }
}
