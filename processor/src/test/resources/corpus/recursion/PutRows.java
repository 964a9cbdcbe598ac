package corpus.recursion;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A method that calls itself puts arrays of constants where they are found, and written, later. */
final class PutRows {

  private PutRows() {}

  static void put(@Detach double[][] m, @Detach double[] a, int n) {
    if (n == 0) {
      return;
    }
    m[n - 1] = a;
    put(m, a, n - 1);
  }

  static void putRows(@Detach double[][] m, @Detach double[][] from, int n) {
    if (n == 0) {
      return;
    }
    m[n - 1] = from[n - 1];
    putRows(m, from, n - 1);
  }

  @Differentiable
  static double array(double x, double t) {
    double[] a = {0.5, 0.75};
    double[][] m = new double[2][];
    put(m, a, 1);
    double s = t;
    for (int i = 0; i < 2; i++) {
      s = Math.sin(s * a[i] * x) + s * x;
    }
    double[] row = m[0];
    row[0] = 2;
    row[1] = 3;
    return s;
  }

  @Differentiable
  static double rows(double x, double t) {
    double[][] m = new double[2][];
    double[][] own = {{0.5, 1}, {0.75, 2}};
    putRows(m, own, 2);
    double s = t;
    for (int i = 0; i < 2; i++) {
      s = Math.sin(s * own[i][0] * x) + s * x;
    }
    for (int i = 0; i < 2; i++) {
      m[i][0] = 2;
    }
    return s;
  }
}
