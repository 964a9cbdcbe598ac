package refused;

import dev.gradc.Differentiable;

final class Recursion {

  @Differentiable
  static double doubled(double[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    x[n] *= 2;
    // error: [GC0108] doubled
    //     ^
    return doubled(x, n - 1) + x[n];
  }
}
