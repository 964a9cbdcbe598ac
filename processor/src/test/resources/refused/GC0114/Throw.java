package refused;

import dev.gradc.Differentiable;

final class Throw {

  @Differentiable
  static double f(double x) {
    if (x < 0) {
      // error: [GC0114]
      throw new IllegalArgumentException();
    }
    return x;
  }
}
