package refused;

import dev.gradc.Differentiable;

final class Switch {

  @Differentiable
  static double f(double x, int n) {
    // error: [GC0112]
    switch (String.valueOf(n)) {
      case "zero":
        return x;
      default:
        return -x;
    }
  }
}
