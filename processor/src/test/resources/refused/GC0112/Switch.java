package refused;

import dev.gradc.Differentiable;

final class Switch {

  @Differentiable
  static double f(double x, int n) {
    // error: [GC0112]
    switch (n) {
      case 0:
        return x;
      default:
        return -x;
    }
  }
}
