package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** A loop over an array that is written, with few snapshots. */
final class Binomial {

  private Binomial() {}

  // golden
  // sample: u length 4 in [-1, 1], k in [0.1, 0.2], n in [0, 12]
  @Differentiable
  static double diffusion(double[] u, double k, int n) {
    double[] now = u.clone();
    for (@Checkpoint(snapshots = 3) int t = 0; t < n; t++) {
      double left = now[0];
      for (int i = 1; i < now.length; i++) {
        double here = now[i];
        now[i] = here + k * Math.sin(left - here);
        left = here;
      }
    }
    double sum = 0;
    for (double value : now) {
      sum += value * value;
    }
    return sum;
  }
}
