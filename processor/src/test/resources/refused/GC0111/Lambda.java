package refused;

import dev.gradc.Differentiable;

final class Lambda {

  @Differentiable
  static double f(double x) {
    // error: [GC0111]
    Runnable action = () -> {};
    action.run();
    return x;
  }
}
