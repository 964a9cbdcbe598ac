package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** Calls of one checkpointed method: those that run the same share a class. */
final class Shared {

  private Shared() {}

  // golden
  // sample: x in [0.5, 1], y in [0.5, 1]
  @Differentiable
  static double inLine(double x, double y) {
    double a = step(x, y);
    double b = step(a, y);
    return step(b, a);
  }

  @Checkpoint
  private static double step(double x, double y) {
    double s = Math.sin(x) * y;
    return Math.cos(s) / (1 + s * s) + 0.5 * x;
  }
}
