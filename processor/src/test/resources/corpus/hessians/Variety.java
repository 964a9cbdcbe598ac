package corpus.hessians;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** More shapes of second derivatives, some of them diagonal. */
final class Variety {

  private Variety() {}

  record Point(double x, double y) {}

  // sample: a length 3;2, b length 2
  @Differentiable(modes = {Mode.HESSIAN, Mode.JACOBIAN})
  static double sum(double[][] a, double[] b, double c) {
    double sum = c * c * c;
    for (double[] row : a) {
      for (int j = 0; j < row.length; j++) {
        sum += Math.exp(row[j]) - Math.cos(b[j]);
      }
    }
    return sum;
  }

  // sample: x length 0..2
  @Differentiable(modes = Mode.HESSIAN)
  static double nothing(double[] x, @Detach double y) {
    double sum = y;
    for (double each : x) {
      sum += each * y;
    }
    return sum;
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double five(double a, double b, double c, double d, double e) {
    return a * b * c + Math.exp(d * e) * a;
  }

  // sample: points.x length 5, points.y length 5
  @Differentiable(modes = Mode.HESSIAN)
  static double lengths(Point[] points) {
    double sum = 0;
    for (Point point : points) {
      sum += Math.hypot(point.x(), point.y());
    }
    return sum;
  }

  // sample: x length 4, n in [0, 6]
  @Differentiable(modes = Mode.HESSIAN)
  static double iterated(double[] x, int n) {
    double[] y = x.clone();
    int k = 0;
    while (k < n) {
      for (int i = 0; i < y.length; i++) {
        y[i] = Math.sin(y[i]) * y[(i + 1) % y.length];
      }
      k += 2;
    }
    double sum = 0;
    for (double each : y) {
      sum += each * each;
    }
    return sum;
  }

  // sample: x length 7 in [-1, 1]
  @Differentiable(modes = Mode.HESSIAN)
  static float floats(float[] x, float scale) {
    float sum = 0;
    for (float each : x) {
      sum += each * each * each * scale;
    }
    return sum * sum;
  }

  /** The gradient of y is not reached. */
  // sample: x length 2, y length 2
  @Differentiable(modes = Mode.HESSIAN)
  static double unreached(double[] x, double[] y) {
    return x[0] * x[1] * y.length;
  }

  // sample: x length 4
  // kinks
  @Differentiable(modes = Mode.HESSIAN)
  static double pieces(double[] x, double y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double piece = x[i] > 0 ? x[i] * x[i] : Math.exp(x[i]);
      sum += Math.max(piece, Math.abs(x[i])) + y;
    }
    return sum;
  }

  /** Two names for one element, and one for another that the iteration before left behind. */
  // sample: x length 5
  @Differentiable(modes = Mode.HESSIAN)
  static double behind(double[] x) {
    double last = 1;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      int j = i;
      sum += x[j] * x[i] * last;
      last = x[i];
    }
    return sum;
  }
}
