package refused;

import dev.gradc.Differentiable;

final class Cast {

  @Differentiable
  static double f(double x) {
    double[] a = {x};
    // error: [GC0106] Object
    //                 ^
    return ((double[]) (Object) a)[0];
  }
}
