package refused;

import dev.gradc.Differentiable;

final class Reserved {

  // error: [GC0305] Tape
  @Differentiable
  static double tape(double x) {
    return x;
  }
}
