package refused;

import dev.gradc.Differentiable;

final class Generic {

  @Differentiable
  // error: [GC0205]
  static <T> double f(double x) {
    return x;
  }
}
