package corpus.nested;

import dev.gradc.Differentiable;

/** The trace of a product of three matrices, three loops deep, counting down and by two. */
final class Trace {

  private Trace() {}

  // sample: n = 3, a length 9, b length 9
  @Differentiable
  static double trace(int n, double[] a, double[] b) {
    double trace = 0;
    for (int i = n - 1; i >= 0; i--) {
      for (int j = 0; j <= n - 1; ++j) {
        double sum = 0;
        for (int k = 0; k < n; k += 2) {
          sum += a[i * n + k] * b[k * n + j];
        }
        trace += sum * Math.sin(a[j * n + i]);
      }
    }
    return trace;
  }
}
