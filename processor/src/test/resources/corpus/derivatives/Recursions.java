package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Derivatives of methods that call themselves, inside methods: they come along as functions. */
final class Recursions {

  private Recursions() {}

  record Pair(double first, double second) {}

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double slope(double x, int n) {
    return RecursionsGrad.Power.gradient(x, n).x();
  }

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double sloping(double x, double dX, int n) {
    return RecursionsGrad.Power.jvp(x, n, dX).tangent() * x;
  }

  // sample: x in [0.5, 1.5], n in [0, 5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double recorded(double x, int n) {
    try (RecursionsGrad.Power.Tape tape = RecursionsGrad.Power.forward(x, n)) {
      return tape.backward(x * x).x() + Math.sin(tape.value()) + power(x, 2);
    }
  }

  // sample: x in [0.5, 1.5], n in [0, 4]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double curvature(double x, int n) {
    return x * RecursionsGrad.Slope.gradient(x, n).x();
  }

  // sample: x in [0.5, 1.5], n in [0, 4]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double mixed(double x, int n) {
    return RecursionsGrad.Sloping.gradient(x, 1, n).x() + RecursionsGrad.Slope.jvp(x, n, x).value();
  }

  // sample: x length 1..4 in [-1, 1], scale in [0.5, 1.5]
  @Differentiable
  static double written(double[] x, int i, double scale) {
    if (i >= x.length) {
      return scale;
    }
    x[i] *= Math.sin(scale);
    return x[i] * x[i] + written(x, i + 1, scale * x[i]) * scale;
  }

  // sample: x length 1..4 in [-1, 1], scale in [0.5, 1.5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double penalty(double[] x, double scale) {
    RecursionsGrad.Written.Gradient g = RecursionsGrad.Written.gradient(x.clone(), 0, scale);
    double sum = g.scale() * g.value();
    for (double each : g.x()) {
      sum += each * each;
    }
    return sum;
  }

  // sample: x length 1..4 in [-1, 1], n in [0, 5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double mutual(double[] x, int n) {
    return even(x, 0, n) * x[0];
  }

  private static double even(double[] x, int i, int n) {
    return i >= n || i >= x.length ? 1 : x[i] * odd(x, i + 1, n) + Math.cos(x[i]);
  }

  private static double odd(double[] x, int i, int n) {
    return i >= n || i >= x.length ? 1 : Math.exp(x[i]) * even(x, i + 1, n);
  }

  // sample: x length 1..4 in [-1, 1], n in [0, 5]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double descent(double[] x, double step, int n) {
    double[] at = x.clone();
    double length = 1;
    int i = 0;
    while (length > 1e-3 && i < 3) {
      double[] g = RecursionsGrad.Mutual.gradient(at, n).x();
      length = 0;
      for (int j = 0; j < at.length; j++) {
        at[j] -= step * g[j];
        length += g[j] * g[j];
      }
      i++;
    }
    return length + at[0];
  }

  // sample: p.first in [-1, 1], p.second in [-1, 1], shift in [-1, 1], n in [0, 4]
  @Differentiable(modes = {Mode.FORWARD, Mode.JACOBIAN})
  static Pair turned(Pair p, @Detach double shift, int n) {
    if (n == 0) {
      return p;
    }
    return turned(
        new Pair(
            Math.cos(p.first()) - p.second() * shift, Math.sin(p.second()) + p.first() * p.second()),
        shift,
        n - 1);
  }

  // sample: x in [-1, 1], y in [-1, 1], shift in [-1, 1], n in [0, 4]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double turning(double x, double y, @Detach double shift, int n) {
    Pair p = new Pair(x, y);
    Pair g = RecursionsGrad.Turned.gradient(p, shift, n, new Pair(y, 1)).p();
    Pair t = RecursionsGrad.Turned.jvp(p, shift, n, new Pair(1, x)).tangent();
    return g.first() * g.second() + t.first() * t.second();
  }

  // sample: x length 1..4 in [-1, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double mapped(double[] x) {
    double[] seed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      seed[i] = x[i] * i + 1;
    }
    double sum = 0;
    for (double each : RecursionsGrad.Halves.gradient(x, 2, seed).x()) {
      sum += each * each;
    }
    return sum;
  }

  // sample: x length 1..4 in [-1, 1], depth in [0, 2]
  @Differentiable(modes = {Mode.FORWARD, Mode.JACOBIAN})
  static double[] halves(double[] x, int depth) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.sin(x[i]) * x[0];
    }
    return depth == 0 ? y : halves(y, depth - 1);
  }

  // sample: m length 3;2 in [-1, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double rows(double[][] m) {
    double sum = 0;
    for (double[] row : RecursionsGrad.Product.gradient(m, 0).m()) {
      for (double each : row) {
        sum += each * each;
      }
    }
    return sum;
  }

  // sample: m length 3;2 in [-1, 1]
  @Differentiable
  static double product(double[][] m, int i) {
    return i >= m.length ? 1 : (m[i][0] + m[i][1] * m[i][1]) * product(m, i + 1);
  }

  private static double scaled(double[] v, int n) {
    return n == 0 ? v[0] : v[0] * scaled(v, n - 1);
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable
  static Pair both(double x, int n) {
    double[] v = {x * x};
    double product = scaled(v, n);
    return new Pair(product, product * x);
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static double handles(double x, int n) {
    return RecursionsGrad.Both.forward(x, n).first().backward().x() * x
        + RecursionsGrad.Both.forward(x * x, n).second().backward(x).x();
  }

  // sample: x in [0.5, 1], n in [0, 4]
  @Differentiable
  static float single(float x, int n) {
    return n <= 0 ? x : x * x * single(x, n - 1) + x;
  }

  // sample: x in [0.5, 1], n in [0, 4]
  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
  static float singleSlope(float x, int n) {
    return RecursionsGrad.Single.gradient(x, n).x();
  }
}
