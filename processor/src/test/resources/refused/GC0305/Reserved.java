package refused;

import dev.gradc.Differentiable;

final class Reserved {

  @Differentiable
  // error: [GC0305] Tape
  static double tape(double x) {
    return x;
  }
}
