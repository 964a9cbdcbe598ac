package corpus.calls;

import dev.gradc.Differentiable;

/** Helpers with array results. */
final class ArrayHelpers {

  private ArrayHelpers() {}

  // sample: a length 4, b length 4
  @Differentiable
  static double interplay(double[] a, double[] b) {
    double[] difference = minus(a, b);
    return dot(difference, minus(b, difference));
  }

  static double[] minus(double[] x, double[] y) {
    double[] z = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      z[i] = x[i] - y[i] * 0.5;
    }
    return z;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
