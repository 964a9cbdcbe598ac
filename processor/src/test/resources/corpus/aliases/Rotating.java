package corpus.aliases;

import dev.gradc.Differentiable;

/** Three arrays whose names rotate. */
final class Rotating {

  private Rotating() {}

  // sample: a in [0.2, 0.8], b in [0.2, 0.8]
  @Differentiable
  static double rotate(double a, double b) {
    double[] x = {a};
    double[] y = {b};
    double[] z = {a * b};
    for (int i = 0; i < 5; i++) {
      double[] t = x;
      x = y;
      y = z;
      z = t;
      z[0] = x[0] * y[0] + z[0];
    }
    return x[0] - y[0] * z[0];
  }
}
