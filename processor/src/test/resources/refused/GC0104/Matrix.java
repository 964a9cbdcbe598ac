package refused;

import dev.gradc.Differentiable;

final class Matrix {

  @Differentiable
  static double f(double x) {
    // error: [GC0104]
    double[][] a = new double[2][2];
    return x;
  }
}
