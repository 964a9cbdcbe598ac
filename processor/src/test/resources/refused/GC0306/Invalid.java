package refused;

import dev.gradc.Differentiable;

final class Invalid {

  // error: [GC0306]
  @Differentiable(name = "no name")
  static double f(double x) {
    return x;
  }
}
