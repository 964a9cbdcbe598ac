package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** Loops whose iterations nobody has counted. */
final class Endless {

  private Endless() {}

  // golden
  // sample: x in [1, 2]
  @Differentiable
  static double until(double x) {
    double y = x;
    for (@Checkpoint double t = 0; t < 2; t += 0.1 * x) {
      y = y + 0.1 * Math.sin(y * t);
    }
    return y;
  }

  // sample: x in [1, 2], n in [0, 9]
  @Differentiable
  static double left(double x, int n) {
    double y = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      if (y > 3) {
        break;
      }
      y = y * Math.sqrt(x + 1);
    }
    return y;
  }

  // sample: x in [1, 2], n in [0, 9]
  @Differentiable
  static double returned(double x, int n) {
    double y = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      y = y * Math.sqrt(x + 1);
      if (y > 3) {
        return y * x;
      }
    }
    return y;
  }
}
