package refused;

import dev.gradc.Differentiable;

final class Assertion {

  @Differentiable
  static double f(double x) {
    // error: [GC0115]
    assert x > 0;
    return x;
  }
}
