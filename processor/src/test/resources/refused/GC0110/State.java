package refused;

import dev.gradc.Differentiable;

final class State {

  static int count;

  @Differentiable
  static double f(double x) {
    // error: [GC0110] count
    count++;
    return x * count;
  }
}
