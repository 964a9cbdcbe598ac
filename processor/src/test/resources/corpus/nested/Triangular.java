package corpus.nested;

import dev.gradc.Differentiable;

/** Forward substitution, where each row is longer than the one before. */
final class Triangular {

  private Triangular() {}

  // sample: n = 4, l length 16 in [0.5, 1.5], b length 4
  @Differentiable
  static double[] solve(int n, double[] l, double[] b) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int j = 0; j < i; j++) {
        sum -= l[i * n + j] * x[j];
      }
      x[i] = sum / l[i * n + i];
    }
    return x;
  }
}
