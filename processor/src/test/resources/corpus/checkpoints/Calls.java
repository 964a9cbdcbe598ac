package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** Checkpointed methods, called and differentiated. */
final class Calls {

  private Calls() {}

  // sample: x in [0.5, 1], y in [0.5, 1]
  @Differentiable
  static double twice(double x, double y) {
    double a = step(x, y);
    double b = step(a, y * x);
    return a * b + x;
  }

  @Checkpoint
  private static double step(double x, double y) {
    double s = Math.sin(x) * y;
    return Math.exp(s) / (1 + s * s) + x * x;
  }

  // sample: x length 3 in [0.5, 1], k in [0.5, 1]
  @Checkpoint
  @Differentiable
  static double whole(double[] x, double k) {
    double product = 1;
    for (double value : x) {
      product *= Math.sin(k * value) + 2;
    }
    return product;
  }

  // sample: x length 3 in [0.5, 1]
  @Differentiable
  static double filled(double[] x) {
    double[] y = new double[x.length];
    fill(x, y);
    fill(y, y.clone());
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += y[i] * x[i];
    }
    return sum;
  }

  @Checkpoint
  static void fill(double[] from, double[] into) {
    for (int i = 0; i < from.length; i++) {
      into[i] = from[i] * Math.exp(from[i]);
    }
  }

  // sample: m length 2;2, x in [0.5, 1]
  @Differentiable
  static double row(double[][] m, double x) {
    double[][] own = {m[0].clone(), m[1].clone()};
    double before = own[1][0] * x;
    return written(own, before) * own[1][0];
  }

  /** Writes a row that its caller has read. */
  @Checkpoint
  private static double written(double[][] m, double x) {
    m[1][0] += 2 * x;
    return m[0][0] * m[1][0] * x;
  }
}
