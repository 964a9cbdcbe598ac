package corpus.members;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** Rows that are put elsewhere after a call that is not compiled in. */
final class MovedRows {

  private MovedRows() {}

  private static double product(double[][] m, int n) {
    return n == 0 ? m[0][0] * m[1][0] : product(m, n - 1);
  }

  private static double[][] column(double[][] m, int n) {
    double[][] column = {{m[0][0]}, {m[1][0] * m[1][1]}};
    return n == 0 ? column : column(m, n - 1);
  }

  // sample: m length 2;2
  @Differentiable
  @Retain
  static double replaced(double[][] m, double x) {
    double y = product(m, 1);
    m[0] = new double[] {x};
    return y * m[0][0];
  }

  // sample: m length 2;2
  @Differentiable
  @Retain
  static double swapped(double[][] m) {
    double y = product(m, 1);
    double[] t = m[0];
    m[0] = m[1];
    m[1] = t;
    return y * m[0][0] * Norms.squared(m);
  }

  // sample: m length 2;2, x length 1
  @Differentiable
  @Retain
  static double result(double[][] m, double[] x) {
    double[][] a = column(m, 1);
    double y = a[0][0] * a[0][0] * 7;
    a[0] = x;
    return y + a[0][0] * a[1][0];
  }

  // sample: m length 3;2
  @Differentiable
  @Retain
  static double loop(double[][] m, double x) {
    double sum = x;
    for (int i = 0; i < 3; i++) {
      double[] first = m[0];
      m[0] = m[1];
      m[1] = m[2];
      m[2] = first;
      sum += product(m, 1) * Norms.squared(m);
      m[i] = new double[] {sum, x};
    }
    return sum + m[0][1];
  }

  // sample: x in [0.5, 1]
  @Differentiable
  @Retain
  static double created(double x) {
    double[][] a = new double[2][2];
    double y = 3 * a[0][1] + x;
    double[] t = a[0];
    a[0] = a[1];
    a[1] = t;
    y += a[1][1] * x;
    t[1] = x * x;
    return y + a[1][1] * Norms.squared(a);
  }

  // sample: x length 3
  @Differentiable
  @Retain
  static double vector(double[] x) {
    double[] y = Scaled.by(x, x[1]);
    double sum = 0;
    for (double value : Scaled.by(y, 2)) {
      sum += value * y[0];
    }
    return sum;
  }
}

// file: Norms.java
package corpus.members;

import dev.gradc.Differentiable;

/** What is called with a matrix. */
final class Norms {

  private Norms() {}

  @Differentiable
  static double squared(double[][] m) {
    double sum = 0;
    for (double[] row : m) {
      for (double element : row) {
        sum += element * element;
      }
    }
    return sum;
  }
}

// file: Scaled.java
package corpus.members;

import dev.gradc.Differentiable;

/** What gives an array. */
final class Scaled {

  private Scaled() {}

  @Differentiable
  static double[] by(double[] x, double factor) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * factor;
    }
    return y;
  }
}
