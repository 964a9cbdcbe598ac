package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** Checkpoints within checkpoints. */
final class Nested {

  private Nested() {}

  // sample: x length 3 in [0.5, 1], n in [0, 4], k in [0.1, 1]
  @Differentiable
  static double twoLoops(double[] x, int n, double k) {
    double[] y = x.clone();
    double total = 0;
    for (@Checkpoint int i = 0; i < n; i++) {
      double w = 1;
      for (@Checkpoint(snapshots = 2) int j = 0; j < 5; j++) {
        w = w * Math.cos(k * w) + y[j % y.length];
        y[j % y.length] = Math.sin(w);
      }
      total += helper(y, w);
    }
    return total;
  }

  private static double helper(double[] y, double w) {
    double sum = w;
    for (@Checkpoint double value : y) {
      sum += value * sum;
    }
    return sum;
  }

  // sample: x in [0.5, 1], n in [0, 4]
  @Differentiable
  static double recursive(double x, int n) {
    if (n <= 0) {
      return x;
    }
    double y = x;
    for (@Checkpoint int i = 0; i < 3; i++) {
      y = Math.sin(y) + 0.1 * recursive(y, n - 1);
    }
    return y;
  }
}
