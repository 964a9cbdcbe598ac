package refused;

import dev.gradc.Differentiable;

final class State {

  double factor = 2;

  @Differentiable
  static double f(double x) {
    // error: [GC0110]
    return x * new State().factor;
  }
}
