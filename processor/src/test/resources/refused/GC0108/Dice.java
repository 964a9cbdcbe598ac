package refused;

import dev.gradc.Differentiable;

final class Dice {

  @Differentiable
  static double thrown(double x, int n) {
    if (n <= 0) {
      return x;
    }
    // error: [GC0108] 'thrown(Math.sin(x), n - 1)'
    return thrown(Math.sin(x), n - 1) * Math.random();
  }
}
