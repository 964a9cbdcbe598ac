package corpus.outputs;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** Calls that are not compiled in, whose results several outputs go back through. */
final class SharedCalls {

  private SharedCalls() {}

  record Pair(double first, double second) {}

  record Kept(@Retain double first, double second) {}

  record Both(@Retain double first, @Retain double[] second) {}

  /** A model whose method calls itself. */
  record Layer(double[] w, double scale) {

    double[] apply(double[] x, int n) {
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = Math.tanh(w[i] * x[i] * scale);
      }
      return n == 0 ? y : apply(y, n - 1);
    }
  }

  private static double[] wave(double[] a, int n) {
    double[] b = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      b[i] = Math.sin(a[i]) * a[(i + 1) % a.length];
    }
    return n == 0 ? b : wave(b, n - 1);
  }

  private static double[][] outer(double[] a, int n) {
    double[][] m = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        m[i][j] = a[i] * Math.cos(a[j]);
      }
    }
    return n == 0 ? m : outer(m[0], n - 1);
  }

  private static double product(double[][] m, int n) {
    return n == 0 ? m[0][0] * m[1][1] : product(m, n - 1);
  }

  // sample: a length 3, n in [0, 2]
  @Differentiable
  static Pair freed(double[] a, int n) {
    double[] b = wave(a, n);
    return new Pair(b[0] * b[1], Math.exp(b[2]));
  }

  // sample: a length 3, n in [0, 2]
  @Differentiable
  static Kept kept(double[] a, int n) {
    double[] b = wave(a, n);
    return new Kept(b[0] * b[1], Math.exp(b[2]));
  }

  // sample: a length 3, n in [0, 2]
  @Differentiable
  static Both both(double[] a, double x, int n) {
    double[] b = wave(a, n);
    double[] c = wave(b, n);
    return new Both(b[0] * c[1] * x, c);
  }

  // sample: a length 3, n in [0, 2]
  @Differentiable
  @Retain
  static Pair loop(double[] a, double x, int n) {
    double first = 0;
    double second = 0;
    for (int i = 0; i <= n; i++) {
      double[] b = wave(a, i);
      first += b[0] * x;
      second += b[1] * b[2];
    }
    return new Pair(first, second);
  }

  /** Rows that are put elsewhere after the call that gave them, and after one that took them. */
  // sample: a length 2, x length 2
  @Differentiable
  @Retain
  static Pair moved(double[] a, double[] x) {
    double[][] m = outer(a, 1);
    double first = m[0][1] * product(m, 1);
    m[0] = x;
    return new Pair(first * x[0], m[1][0] * product(m, 2));
  }

  // sample: m length 2;2
  @Differentiable
  @Retain
  static Pair swapped(double[][] m, double x) {
    double first = product(m, 1);
    double[] row = m[0];
    m[0] = m[1];
    m[1] = row;
    return new Pair(first * first * x, m[0][1] * product(m, 1));
  }

  // sample: w length 3, a length 3, n in [0, 2]
  @Differentiable
  static Both model(double[] w, double scale, double[] a, int n) {
    double[] y = new Layer(w, scale).apply(a, n);
    return new Both(y[0] * y[0] * scale, y);
  }

  /** Each output has a call of its own, and one model. */
  // sample: layer.w length 3, a length 3, n in [0, 2]
  @Differentiable
  static Pair apart(Layer layer, double[] a, int n) {
    double[] one = layer.apply(a, n);
    double[] other = layer.apply(a, n + 1);
    return new Pair(one[0] * one[1], other[1] * other[2]);
  }

  // sample: layer.w length 3, a length 3, n in [0, 2]
  @Differentiable
  @Retain
  static Pair together(Layer layer, double[] a, int n) {
    double[] one = layer.apply(a, n);
    return new Pair(one[0] * one[1], layer.apply(one, n)[2]);
  }

  /** A model in a file of its own. */
  // sample: model.w length 3, a length 3
  @Differentiable
  static Both companion(Scales model, double[] a, double x) {
    double[] one = model.apply(a);
    return new Both(one[0] * x, model.apply(one));
  }
}

// file: Scales.java
package corpus.outputs;

import dev.gradc.Differentiable;

/** A model. */
record Scales(double[] w) {

  @Differentiable
  double[] apply(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.sin(w[i] * x[i]);
    }
    return y;
  }
}
