package corpus.recursion;

import dev.gradc.Differentiable;

/** Matrices that are made row by row, written by methods that call themselves. */
final class FreshRows {

  private FreshRows() {}

  // sample: x length 1..4 in [-1, 1]
  @Differentiable
  static double filled(double[] x) {
    double[][] m = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] row = new double[2];
      row[0] = x[i];
      m[i] = row;
    }
    fill(m, x, 0);
    double sum = 0;
    for (double[] row : m) {
      sum += row[0] * row[1];
    }
    return sum;
  }

  private static void fill(double[][] m, double[] x, int i) {
    if (i < x.length) {
      m[i][1] += Math.sin(m[i][0]) * x[0];
      m[0][0] *= 1.5;
      fill(m, x, i + 1);
      m[i][0] += m[i][1];
    }
  }

  // sample: x length 1..4 in [-1, 1], n in [0, 3]
  @Differentiable
  static double again(double[] x, int n) {
    double sum = 0;
    double[][] m = {{x[0], 1}, {2, x[x.length - 1]}};
    for (int i = 0; i < n; i++) {
      mix(m, 2);
      sum += m[0][0] * m[1][1];
      double[] fresh = {x[0], sum};
      m[i % 2] = fresh;
    }
    return sum;
  }

  private static double mix(double[][] m, int n) {
    if (n == 0) {
      return 0;
    }
    m[n % 2][0] *= m[1][1];
    m[1][1] += m[0][0] * m[0][1];
    return mix(m, n - 1);
  }

  // sample: x length 1..4 in [-1, 1]
  @Differentiable
  static double cube(double[] x) {
    double[][][] c = new double[2][x.length][2];
    grow(c, x, 0);
    double sum = 1;
    for (int i = 0; i < x.length; i++) {
      sum *= 1 + c[1][i][0] * c[0][i][1];
    }
    return sum;
  }

  private static void grow(double[][][] c, double[] x, int i) {
    if (i == x.length) {
      return;
    }
    c[0][i][1] = x[i] * x[i];
    c[1][i][0] = Math.cos(x[i]) + (i > 0 ? c[0][i - 1][1] : 0);
    grow(c, x, i + 1);
  }
}
