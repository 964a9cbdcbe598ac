package refused;

import dev.gradc.Differentiable;

final class Cases {

  @Differentiable
  static double ab(double x) {
    return x;
  }

  @Differentiable
  // error: [GC0304] AB
  static double aB(double x) {
    return 2 * x;
  }
}
