package corpus.recursion;

import dev.gradc.Differentiable;

/** Matrices whose rows are taken from one of two, each in its place, and written by recursion. */
final class ChosenRows {

  private ChosenRows() {}

  // sample: a length 3;2, b length 3;2, n in [0, 2]
  // kinks
  @Differentiable
  static double ofParameters(double[][] a, double[][] b, double x, int n) {
    double[][] c = new double[3][];
    for (int i = 0; i < 3; i++) {
      c[i] = i == n || a[i][0] > 0.3 ? a[i] : b[i];
    }
    return walk(c, x, 2) + a[0][0] * b[1][0] * x + c[2][1] * b[2][1];
  }

  // sample: a length 3;2
  // kinks
  @Differentiable
  static double ofOwn(double[][] a, double x) {
    double[][] b = {{x, 1}, {a[0][1] * x, 2}, {a[2][0], x * x}};
    double sum = 0;
    for (int k = 0; k < 2; k++) {
      double[][] c = new double[3][];
      for (int i = 0; i < 3; i++) {
        double[] row;
        if (a[i][1] > 0) {
          row = a[i];
        } else if (k == 1) {
          row = b[i];
        } else {
          row = x > 0 ? b[i] : a[i];
        }
        c[i] = row;
      }
      sum += walk(c, x, 1) * c[1][0];
    }
    return sum + a[1][0] + b[2][0] * b[0][0];
  }

  private static double walk(double[][] m, double x, int n) {
    if (n == 0) {
      return m[0][0] * m[1][1];
    }
    for (int i = 0; i < m.length; i++) {
      m[i][0] = Math.sin(m[i][1] * x) + m[i][0];
    }
    return walk(m, x, n - 1) + m[1][0];
  }
}
