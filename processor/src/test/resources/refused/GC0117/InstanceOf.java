package refused;

import dev.gradc.Differentiable;

final class InstanceOf {

  @Differentiable
  static double f(double x) {
    double[] a = {x};
    // error: [GC0117]
    //                ^
    boolean isArray = a instanceof double[];
    return x;
  }
}
