package refused;

import dev.gradc.Differentiable;

final class UnknownCall {

  @Differentiable
  static double f(double x) {
    // error: [GC0107] System.nanoTime()
    //         ^
    return x * System.nanoTime();
  }
}
