package corpus.jacobians;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** More shapes of Jacobians. */
final class Variety {

  private Variety() {}

  record Parts(double[] a, double b, double[][] c) {}

  /** More rows than columns. */
  // sample: x length 2
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] tall(double[] x) {
    double[] y = new double[9];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[0] * i + x[1] * x[1];
    }
    return y;
  }

  /** More columns than rows. */
  // sample: x length 9
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] wide(double[] x, double y) {
    double[] z = new double[2];
    for (int i = 0; i < x.length; i++) {
      z[i % 2] += x[i] * y;
    }
    return z;
  }

  // sample: x length 3
  @Differentiable(modes = Mode.JACOBIAN)
  static Parts parts(double[] x, @Detach double y) {
    double[] a = new double[2];
    a[0] = x[0] * x[1];
    double[][] c = {{x[2], y}, {x[2] * x[2]}};
    return new Parts(a, x[0] + y, c);
  }

  /** Six columns and one row: a number in a record. */
  record One(double value) {}

  // sample: x length 6
  @Differentiable(modes = Mode.JACOBIAN)
  static One one(double[] x) {
    double product = 1;
    for (double each : x) {
      product *= each;
    }
    return new One(product);
  }

  // sample: x length 3, y length 3
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] written(double[] x, double[] y) {
    double[] z = new double[8];
    for (int i = 0; i < x.length; i++) {
      x[i] = x[i] * y[i] + 1;
      z[i] = x[i] * x[0];
      z[i + 3] = y[i];
    }
    return z;
  }

  // sample: x length 2;3
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] swapped(double[][] x) {
    double[] row = x[0];
    x[0] = x[1];
    x[1] = row;
    double[] z = new double[12];
    for (int i = 0; i < 3; i++) {
      z[i] = x[0][i] * x[1][i];
      z[i + 4] = x[1][i];
      x[1][i] = 0;
    }
    return z;
  }

  // sample: x length 5
  @Differentiable(modes = Mode.JACOBIAN)
  static float[] floats(float[] x, float y) {
    float[] z = x.clone();
    for (int i = 0; i < z.length; i++) {
      z[i] *= y;
    }
    return z;
  }

  /** The gradient of x[1] is reached by nothing. */
  // sample: x length 3
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] constant(double[] x) {
    return new double[] {1, 2, x.length};
  }

  @Differentiable(modes = Mode.JACOBIAN)
  static Parts numbers(double a, double b, double c, double d, double e, double f) {
    return new Parts(new double[] {a * b, c}, d * e, new double[][] {{f, a}, {b * c * d}});
  }
}
