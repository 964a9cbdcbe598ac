package refused;

import dev.gradc.Differentiable;

final class Invalid {

  @Differentiable(name = "no name")
  // error: [GC0306]
  static double f(double x) {
    return x;
  }
}
