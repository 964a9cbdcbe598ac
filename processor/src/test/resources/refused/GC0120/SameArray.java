package refused;

import dev.gradc.Differentiable;

final class SameArray {

  @Differentiable
  static double f(double[] a, double[] b) {
    // error: [GC0120]
    //     ^
    return a == b ? a[0] : b[0];
  }
}
