package corpus.matrices;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class RulesOnRows {

  private RulesOnRows() {}

  record Two(@Retain double a, double b) {}

  record Plain(double a, double b) {}

  record Rows(double[][] m, double s) {}

  // sample: x length 3
  @Differentiable
  static double sharedRowOfRule(double[] x) {
    double[][] m = Library.outer(x, x);
    m[1] = m[0];
    m[0][1] *= x[2];
    double s = Library.dot(m[0], m[1]);
    m[1][0] = Library.moment(m[0], s);
    return s * Library.trace(m, x[0]) + Library.dot(m[0], m[2]);
  }

  // sample: x length 3
  @Differentiable
  static Two outputs(double[] x) {
    double[][] m = {x.clone(), {x[0] * x[1], 1, x[2]}, x};
    m[2] = m[0];
    double s = Library.dot(m[0], m[1]);
    m[0][1] = s;
    double[] w = Library.scaled(m[2], s);
    m[1] = w;
    return new Two(Library.trace(m, x[2]), Library.moment(w, s) * Library.dot(w, m[2]));
  }

  // sample: x length 3
  @Differentiable
  static Plain plainOutputs(double[] x) {
    double[] w = {x[0] * x[0], x[1], 1};
    double s = Library.dot(w, w);
    w[0] += x[2];
    double t = Library.moment(w, s);
    return new Plain(Library.dot(w, x) + s, t);
  }

  // sample: x length 3, m length 3;3, n in [1, 4]
  // kinks
  @Differentiable
  static double loops(double[] x, double[][] m, int n) {
    double s = 0;
    for (int i = 0; i < n; i++) {
      double[] row = m[i % 3];
      if (Library.bent(x[i % 3]) > 0.3) {
        m[i % 3] = m[(i + 1) % 3];
        m[(i + 1) % 3] = row;
      } else {
        row[1] = Library.mixed(row[0], s, i);
        if (s > 2) {
          break;
        }
      }
      s += Library.trace(m, x[0]);
      x[i % 3] += 0.25 * Library.dot(m[0], x);
    }
    return s + Library.moment(m[2], m[0][0]);
  }

  private static void down(double x, double[] v, int n) {
    if (n <= 0) {
      v[0] = Library.dot(v, v) * x;
      return;
    }
    v[1] = Library.moment(v, x);
    down(Library.bent(x), v, n - 1);
    v[2] += Library.dot(v, v) * 0.1;
  }

  // sample: x in [-1, 1], v length 3, n in [0, 2]
  @Differentiable
  static double recursive(double x, double[] v, int n) {
    down(x, v, n);
    double[][] m = {v, v.clone(), v};
    return Library.trace(m, x) + Library.dot(v, m[1]);
  }

  private static double[][] rows(double[] v, int n) {
    if (n <= 0) {
      return Library.outer(v, v);
    }
    double[][] m = rows(Library.scaled(v, v[0]), n - 1);
    m[0][1] += Library.dot(m[1], v);
    return m;
  }

  // sample: v length 3, n in [0, 2]
  @Differentiable
  static double recursiveRows(double[] v, int n) {
    double[][] m = rows(v, n);
    double[][] k = {m[0], v, m[0]};
    double s = Library.trace(k, v[1]);
    k[0][0] *= 0.5;
    return s + Library.trace(k, v[2]) + Library.dot(m[0], k[2]);
  }

  // sample: v length 3, n in [1, 4]
  @Differentiable
  static Rows rowsOut(double[] v, int n) {
    double[][] m = Library.outer(v, v);
    double s = 0;
    for (@Checkpoint int i = 0; i < n; i++) {
      double t = Library.dot(m[0], v);
      m[1][0] = 0.3 * t;
      s += Library.moment(m[1], t);
    }
    return new Rows(m, s);
  }

  // sample: c length 2;3;3, x in [-1, 1]
  // kinks
  @Differentiable
  static double planes(double[][][] c, double x) {
    double[][] one = c[0];
    c[0] = c[1];
    c[1] = one;
    double s = Library.trace(c[0], x);
    double[][] other = x > 0 ? one : c[0];
    other[0] = c[1][2];
    other[0][0] += s;
    c[0][1][1] = Library.dot(other[0], c[1][0]);
    return Library.trace(one, s) + Library.trace(c[0], x) * x;
  }

  // sample: m length 3;3, x in [-1, 1]
  // kinks
  @Differentiable
  static double kept(double[][] m, double x) {
    double[] last = m[0];
    int i = 0;
    while (i < 5 && Math.abs(x) < 3) {
      double[] w = Library.scaled(last, x);
      if (i % 2 == 0) {
        m[i % 3] = w;
        last = m[(i + 1) % 3];
      } else {
        last[0] -= Library.dot(w, last);
        m[2] = last;
      }
      x += Library.moment(w, x) * 0.1;
      i++;
    }
    return Library.trace(m, x) + Library.dot(last, m[2]);
  }
}

// file: Library.java
package corpus.matrices;

import dev.gradc.Differentiable;

final class Library {

  private Library() {}

  @Differentiable
  static double bent(double x) {
    return x * Math.sin(x);
  }

  @Differentiable
  static double mixed(double x, double y, int n) {
    return Math.sin(x * y) + n * x;
  }

  @Differentiable
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Differentiable
  static double moment(double[] v, double x) {
    double sum = x;
    for (int i = 0; i < v.length; i++) {
      sum += Math.sin(v[i]) * Math.cos(i + x);
    }
    return sum;
  }

  @Differentiable
  static double trace(double[][] m, double x) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += m[i][i] * m[i][0] * x;
    }
    return sum;
  }

  @Differentiable
  static double[] scaled(double[] v, double by) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      result[i] = v[i] * Math.sin(by);
    }
    return result;
  }

  @Differentiable
  static double[][] outer(double[] a, double[] b) {
    double[][] result = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        result[i][j] = a[i] * b[j];
      }
    }
    return result;
  }
}

// file: Rules.java
package corpus.matrices;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;

final class Rules {

  private Rules() {}

  record Mixed(double x, double y) {}

  @DerivativeOf(type = Library.class, method = "bent")
  static double bent(double x, double seed) {
    return seed * (Math.sin(x) + x * Math.cos(x));
  }

  @DerivativeOf(type = Library.class, method = "mixed")
  static Mixed mixed(double x, double y, int n, double seed) {
    double slope = seed * Math.cos(x * y);
    return new Mixed(slope * y + seed * n, slope * x);
  }

  @DerivativeOf(type = Library.class, method = "dot")
  static void dot(double[] a, double[] b, double seed, double[] dA, double[] dB) {
    for (int i = 0; i < 3; i++) {
      dA[i] += seed * b[i];
      dB[i] += seed * a[i];
    }
  }

  @DerivativeOf(type = Library.class, method = "moment")
  static double moment(double[] v, double x, double seed, double[] dV) {
    double dX = seed;
    for (int i = 0; i < v.length; i++) {
      dV[i] += seed * Math.cos(v[i]) * Math.cos(i + x);
      dX -= seed * Math.sin(v[i]) * Math.sin(i + x);
    }
    return dX;
  }

  @DerivativeOf(type = Library.class, method = "moment", mode = Mode.FORWARD)
  static double momentTangent(double[] v, double x, double[] dV, double dX) {
    double sum = dX;
    for (int i = 0; i < v.length; i++) {
      sum += Math.cos(v[i]) * Math.cos(i + x) * dV[i];
      sum -= Math.sin(v[i]) * Math.sin(i + x) * dX;
    }
    return sum;
  }

  @DerivativeOf(type = Library.class, method = "trace")
  static double trace(double[][] m, double x, double seed, double[][] dM) {
    double dX = 0;
    for (int i = 0; i < 3; i++) {
      dM[i][i] += seed * m[i][0] * x;
      dM[i][0] += seed * m[i][i] * x;
      dX += seed * m[i][i] * m[i][0];
    }
    return dX;
  }

  @DerivativeOf(type = Library.class, method = "scaled")
  static double scaled(double[] v, double by, double[] seed, double[] dV) {
    double dBy = 0;
    for (int i = 0; i < v.length; i++) {
      dV[i] += seed[i] * Math.sin(by);
      dBy += seed[i] * v[i] * Math.cos(by);
    }
    return dBy;
  }

  @DerivativeOf(type = Library.class, method = "scaled", mode = Mode.FORWARD)
  static double[] scaledTangent(double[] v, double by, double[] dV, double dBy) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      result[i] = dV[i] * Math.sin(by) + v[i] * Math.cos(by) * dBy;
    }
    return result;
  }

  @DerivativeOf(type = Library.class, method = "outer")
  static void outer(double[] a, double[] b, double[][] seed, double[] dA, double[] dB) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        dA[i] += seed[i][j] * b[j];
        dB[j] += seed[i][j] * a[i];
      }
    }
  }

  @DerivativeOf(type = Library.class, method = "outer", mode = Mode.FORWARD)
  static double[][] outerTangent(double[] a, double[] b, double[] dA, double[] dB) {
    double[][] result = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        result[i][j] = dA[i] * b[j] + a[i] * dB[j];
      }
    }
    return result;
  }
}
