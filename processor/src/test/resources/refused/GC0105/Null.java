package refused;

import dev.gradc.Differentiable;

final class Null {

  @Differentiable
  static double f(double x) {
    double[] a = {x};
    // error: [GC0105]
    //       ^
    if (a == null) {
      return 0;
    }
    return x;
  }
}
