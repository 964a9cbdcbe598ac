package corpus.jumps;

import dev.gradc.Differentiable;

/** Jumps out of two loops, and to the next round of the outer one. */
final class Labelled {

  private Labelled() {}

  // sample: n = 3, a length 9 in [-1, 2]
  // kinks
  @Differentiable
  static double scan(int n, double[] a) {
    double total = 1;
    rows:
    for (int i = 0; i < n; i++) {
      double row = a[i * n];
      for (int j = 0; j < n; j++) {
        double x = a[i * n + j];
        if (x < -0.7) {
          continue rows;
        }
        if (total > 6) {
          break rows;
        }
        row += x * x;
      }
      total += row;
    }
    return total;
  }
}
