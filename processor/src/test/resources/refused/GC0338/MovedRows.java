package refused;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class MovedRows {

  @Differentiable(modes = Mode.HESSIAN)
  static double swapped(double[][][] x) {
    double[] row = x[0][0];
    // error: [GC0338]
    x[0][0] = x[0][1];
    x[0][1] = row;
    return x[0][0][0] * x[0][1][0];
  }
}
