// golden
package corpus.jacobians;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class Either {

  private Either() {}

  /** As many rows and columns as the arrays say. */
  // sample: weights length 3;4, x length 4
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] layer(double[][] weights, double[] x) {
    double[] y = new double[weights.length];
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += weights[i][j] * x[j];
      }
      y[i] = Math.tanh(sum);
    }
    return y;
  }
}
