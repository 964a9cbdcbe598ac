package corpus.aliases;

import dev.gradc.Differentiable;

/** A name that stands for one array or another. */
final class Conditional {

  private Conditional() {}

  // sample: a length 3, b length 3
  // kinks
  @Differentiable
  static double choose(double[] a, double[] b) {
    double[] x = new double[3];
    double[] y = new double[3];
    double[] p = a[0] > b[0] ? x : y;
    for (int i = 0; i < 3; i++) {
      p[i] = a[i] * b[i];
      p = i == 1 ? x : p;
    }
    x[1] += a[1];
    y[1] -= b[1];
    return x[0] * x[1] + y[0] * y[1] + p[2] * p[2];
  }
}
