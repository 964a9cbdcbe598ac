package refused;

import dev.gradc.Differentiable;

final class Modes {

  @Differentiable(modes = dev.gradc.Mode.FORWARD)
  // error: [GC0301]
  static double f(double x) {
    return x;
  }
}
