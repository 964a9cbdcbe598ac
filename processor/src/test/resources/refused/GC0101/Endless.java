package refused;

import dev.gradc.Differentiable;

final class Endless {

  @Differentiable
  // error: [GC0101] a method that never returns
  static double f(double x) {
    while (true) {
      x *= x;
    }
  }
}
