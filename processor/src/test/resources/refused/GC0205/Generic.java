package refused;

import dev.gradc.Differentiable;

final class Generic {

  // error: [GC0205]
  @Differentiable
  static <T> double f(double x) {
    return x;
  }
}
