package refused;

import dev.gradc.Differentiable;

final class Field {

  static double factor = 2;

  @Differentiable
  static double f(double x) {
    // error: [GC0109] factor
    //         ^
    return x * factor;
  }
}
