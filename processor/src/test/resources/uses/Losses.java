package uses;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** What the uses are of: a tape that is freed, one that is not, one with nothing to free, arrays. */
class Losses {

  record Linear(double[] w, double[] b) {}

  @Differentiable
  static double freed(double x, double y) {
    double product = x * y;
    return Math.exp(product) * x;
  }

  @Differentiable
  static double sum(double x, double y) {
    return x + y;
  }

  @Differentiable
  static double dot(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  @Differentiable
  static double model(Linear model, double[] x) {
    return dot(model.w(), x) + model.b()[0];
  }

  @Retain
  @Differentiable
  static double kept(double x, double y) {
    return Math.exp(x * y);
  }
}
