package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** Rows that are put into new arrays. */
final class NewRows {

  private NewRows() {}

  // sample: u length 3;2, k in [0.1, 0.5], n in [0, 9]
  @Differentiable
  static double[][] newRows(double[][] u, double k, int n) {
    double[][] now = {u[0].clone(), u[1].clone(), u[2].clone()};
    for (@Checkpoint(segments = 3) int t = 0; t < n; t++) {
      double[][] next = new double[3][];
      for (int i = 0; i < 3; i++) {
        next[i] = turned(now[(i + 1) % 3], k);
      }
      now = next;
    }
    return now;
  }

  private static double[] turned(double[] row, double k) {
    return new double[] {row[1] * k, Math.sin(row[0])};
  }
}
