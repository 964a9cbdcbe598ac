package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Calls of one checkpointed method, some of which run the same. */
final class SharedForms {

  private SharedForms() {}

  // sample: x in [0.5, 1]
  @Differentiable
  static double ofNumbers(double x) {
    return step(step(step(x, 0.5), 0.25), 0.5) * step(0.5, x);
  }

  @Checkpoint
  private static double step(double x, double y) {
    double s = Math.sin(x) * y;
    return Math.cos(s) / (1 + s * s) + 0.5 * x;
  }

  // sample: x in [0.5, 1], z in [0.5, 1]
  @Differentiable
  static double withoutDerivatives(double x, @Detach double z) {
    return step(x, z) + step(z, x) * step(x, x) + step(z, z);
  }

  // sample: x in [0.5, 1], y in [0.5, 1]
  @Differentiable
  static double ofTwo(double x, double y) {
    return step(x, y) * alike(x, y) + alike(y, x);
  }

  @Checkpoint
  private static double alike(double x, double y) {
    double s = Math.sin(x) * y;
    return Math.cos(s) / (1 + s * s) + 0.5 * x;
  }

  // sample: x in [0.5, 1], n in [0, 4]
  @Differentiable
  static double nested(double x, int n) {
    double a = outer(x, 0.5, n);
    return outer(a, x, n) + outer(x, a, n + 1);
  }

  @Checkpoint
  private static double outer(double x, double y, int n) {
    double s = x;
    for (@Checkpoint(segments = 2) int i = 0; i < n; i++) {
      s = step(s, y) - s * 0.5;
    }
    return step(s, x) * step(x, y);
  }

  // sample: x length 3 in [0.5, 1], n in [0, 3]
  @Differentiable
  static double branches(double[] x, int n) {
    double s = n > 1 ? step(x[0], x[1]) : step(x[1], x[2]);
    for (int i = 0; i < n; i++) {
      s += step(s * 0.1, x[i]);
    }
    return s > 2 ? step(s * 0.2, x[0]) : s;
  }
}
