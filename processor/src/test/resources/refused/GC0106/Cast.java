package refused;

import dev.gradc.Differentiable;

final class Cast {

  @Differentiable
  static double f(double x) {
    double[] a = {x};
    // error: [GC0106]
    //             ^
    double[] b = (double[]) a;
    return b[0];
  }
}
