package corpus.buffers;

import dev.gradc.Differentiable;

/** Jacobi's iteration for a linear system, a new array each time. */
final class Jacobi {

  private Jacobi() {}

  // sample: n = 3, a length 9 in [0.1, 0.5], b length 3
  @Differentiable
  static double solve(int n, double[] a, double[] b) {
    double[] x = new double[n];
    for (int step = 0; step < 4; step++) {
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        double sum = b[i];
        for (int j = 0; j < n; j++) {
          if (j != i) {
            sum -= a[i * n + j] * x[j];
          }
        }
        y[i] = sum / (2 + a[i * n + i]);
      }
      x = y;
    }
    return x[0] * x[1] - x[2];
  }
}
