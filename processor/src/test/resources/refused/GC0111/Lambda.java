package refused;

import dev.gradc.Differentiable;

final class Lambda {

  @Differentiable
  static double f(double x) {
    // error: [GC0102]
    // error: [GC0111]
    Runnable action = () -> {};
    return x;
  }
}
