package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** Arrays that change their places, or make room for new ones. */
final class Swaps {

  private Swaps() {}

  // sample: x length 4 in [-1, 1], k in [0.1, 0.2], n in [0, 10]
  @Differentiable
  static double buffers(double[] x, double k, int n) {
    double[] now = x.clone();
    double[] next = new double[x.length];
    for (@Checkpoint int t = 0; t < n; t++) {
      for (int i = 0; i < now.length; i++) {
        next[i] = now[i] + k * Math.sin(now[(i + 1) % now.length]);
      }
      double[] other = now;
      now = next;
      next = other;
    }
    double sum = 0;
    for (int i = 0; i < now.length; i++) {
      sum += now[i] * now[i] + 0.1 * next[i];
    }
    return sum;
  }

  // sample: x length 4 in [-1, 1], k in [0.1, 0.2], n in [0, 10]
  @Differentiable
  static double fresh(double[] x, double k, int n) {
    double[] now = x;
    double[] before = x;
    for (@Checkpoint(segments = 3) int t = n; t > 0; t -= 2) {
      double[] next = new double[x.length];
      for (int i = 0; i < now.length; i++) {
        next[i] = now[i] + k * Math.sin(before[(i + 1) % now.length]) + t * 0.01 * x[i];
      }
      before = now;
      now = next;
    }
    double sum = 0;
    for (int i = 0; i < now.length; i++) {
      sum += now[i] * before[i];
    }
    return sum;
  }

  // sample: x length 4 in [-1, 1], k in [0.1, 0.2], n in [0, 10]
  @Differentiable
  static double inPlace(double[] x, double k, int n) {
    for (@Checkpoint(snapshots = 2) int t = 2; t <= n; t++) {
      for (int i = 1; i < x.length; i++) {
        x[i] = x[i] + k * Math.sin(x[i - 1]);
      }
    }
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    return sum;
  }
}
