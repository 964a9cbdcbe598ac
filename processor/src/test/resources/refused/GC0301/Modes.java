package refused;

import dev.gradc.Differentiable;

final class Modes {

  // error: [GC0301]
  @Differentiable(modes = dev.gradc.Mode.FORWARD)
  static double f(double x) {
    return x;
  }
}
