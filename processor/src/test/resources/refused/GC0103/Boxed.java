package refused;

import dev.gradc.Differentiable;

final class Boxed {

  @Differentiable
  static double f(double x) {
    // error: [GC0103]
    Double y = x;
    return x;
  }
}
