package refused;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class HessianOfArray {

  record Pair(double a, double b) {}

  // error: [GC0335]
  @Differentiable(modes = Mode.HESSIAN)
  static double[] squares(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * x[i];
    }
    return y;
  }

  // error: [GC0335]
  @Differentiable(modes = {Mode.JACOBIAN, Mode.HESSIAN})
  static Pair pair(double x) {
    return new Pair(x, x * x);
  }
}
