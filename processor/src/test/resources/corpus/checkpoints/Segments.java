package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** A loop over numbers: what crosses from one segment to the next are two of them. */
final class Segments {

  private Segments() {}

  // golden
  // sample: x in [-1, 1], w in [0.5, 1], n in [0, 30]
  @Differentiable
  static double pendulum(double x, double w, int n) {
    double v = 0;
    double y = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      v = v - 0.1 * w * Math.sin(y);
      y = y + 0.1 * v;
    }
    return y * y + w * v;
  }
}
