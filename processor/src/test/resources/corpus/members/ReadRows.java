package corpus.members;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Matrices that methods read, with one row in two places, while others are written. */
final class ReadRows {

  private ReadRows() {}

  // sample: x length 2 in [-1, 1], scale in [0.5, 1.5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double twice(double[] x, double scale) {
    double[] row = x.clone();
    double[][] m = {row, row, {scale, x[0]}};
    double[][] out = new double[3][2];
    filled(m, out, 0);
    double sum = 0;
    for (double[] each : out) {
      sum += each[0] * each[1] * scale;
    }
    return sum;
  }

  private static double filled(double[][] m, double[][] out, int i) {
    if (i == m.length) {
      return 0;
    }
    out[i][0] = m[i][0] * m[i][1];
    out[i][1] = Math.sin(m[i][0]) + i;
    return filled(m, out, i + 1);
  }

  // sample: x length 3 in [-1, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double product(double[] x) {
    double[] row = {x[0] * x[1], x[2]};
    return multiplied(new double[][] {row, row}, 0);
  }

  private static double multiplied(double[][] m, int i) {
    return i == m.length ? 1 : (m[i][0] + m[i][1] * m[i][1]) * multiplied(m, i + 1);
  }

  // sample: x length 3 in [-1, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double slopes(double[] x) {
    double sum = 0;
    for (double each : ReadRowsGrad.Product.gradient(x).x()) {
      sum += each * each;
    }
    return sum;
  }

  // sample: x length 2 in [-1, 1], y length 2 in [-1, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double dot(double[] x, double[] y, int i) {
    return i >= x.length ? 1 : (x[i] + y[i] * y[i]) * dot(x, y, i + 1);
  }

  // sample: x length 2 in [-1, 1], y length 2 in [-1, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double added(double[] x, double[] y) {
    double[] both = new double[x.length];
    ReadRowsGrad.Dot.Gradient g = ReadRowsGrad.Dot.Gradient.of(both, both);
    double value = ReadRowsGrad.Dot.addGradient(x, y, 0, g);
    return value + both[0] * both[1] + g.x()[0];
  }
}
