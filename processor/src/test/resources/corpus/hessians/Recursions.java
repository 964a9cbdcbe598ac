package corpus.hessians;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Methods that call themselves: their pullbacks do too, and have tangents. */
final class Recursions {

  record Pair(double first, double second) {}

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable(modes = Mode.HESSIAN)
  static double twice(double x, double scale, int n) {
    return Math.sin(scale) * power(x, n) + power(scale, 3);
  }

  private static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  // sample: x in [0.5, 1.5], y in [0.5, 1.5], n in [0, 5]
  @Differentiable(modes = {Mode.HESSIAN, Mode.FORWARD})
  static double itself(double x, double y, int n) {
    return n <= 0 ? x * y : Math.sin(x) * itself(x * y, y, n - 1) + itself(y, x, n - 2);
  }

  // sample: x length 4 in [-1, 1], n in [0, 6]
  @Differentiable(modes = {Mode.HESSIAN, Mode.JACOBIAN})
  static double mutual(double[] x, int n) {
    return even(x, 0, n) * x[0];
  }

  private static double even(double[] x, int i, int n) {
    return i >= n || i >= x.length ? 1 : x[i] * odd(x, i + 1, n) + Math.cos(x[i]);
  }

  private static double odd(double[] x, int i, int n) {
    return i >= n || i >= x.length ? 1 : Math.exp(x[i]) * even(x, i + 1, n);
  }

  // sample: x length 1..5 in [-1, 1]
  @Differentiable(modes = Mode.HESSIAN)
  static double quadratic(double[] x) {
    return dot(x, x, 0) * dot(x, x, 1);
  }

  private static double dot(double[] a, double[] b, int i) {
    return i >= a.length ? 0 : a[i] * b[i] + dot(a, b, i + 1);
  }

  // sample: m length 3;3 in [-1, 1]
  @Differentiable(modes = Mode.HESSIAN)
  static double rows(double[][] m) {
    return m.length < 2 ? 1 : dot(m[0], m[1], 0) * dot(m[0], m[0], 0);
  }

  // sample: x in [-1, 1], y in [-1, 1], n in [0, 4]
  @Differentiable(modes = Mode.HESSIAN)
  static double structures(double x, double y, int n) {
    Pair end = turned(new Pair(x, y), n);
    return end.first() * end.first() * end.second();
  }

  private static Pair turned(Pair p, int n) {
    if (n == 0) {
      return p;
    }
    return turned(
        new Pair(
            Math.cos(p.first()) - p.second(), Math.sin(p.second()) + p.first() * p.second()),
        n - 1);
  }

  // sample: x length 1..5 in [-1, 1]
  @Differentiable(modes = Mode.HESSIAN)
  static double mapped(double[] x) {
    double[] y = halves(x, 2);
    double sum = 0;
    for (double each : y) {
      sum += each * each * each;
    }
    return sum;
  }

  private static double[] halves(double[] x, int depth) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.sin(x[i]) * x[0];
    }
    return depth == 0 ? y : halves(y, depth - 1);
  }

  // sample: x in [-1, 1], n in [1, 5]
  @Differentiable(modes = Mode.HESSIAN)
  static double loop(double x, @Detach double shift, int n) {
    double y = x;
    for (int i = 0; i < n; i++) {
      y = Math.sin(y + shift) * power(y, i);
    }
    return y;
  }

  // sample: x in [0.5, 1], n in [0, 4]
  @Differentiable(modes = Mode.HESSIAN)
  static float single(float x, int n) {
    return n <= 0 ? x : x * x * single(x, n - 1) + x;
  }
}
