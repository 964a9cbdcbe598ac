package corpus.aliases;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A variable stands for another array after a loop in which nothing else has a derivative. */
final class InWhile {

  private InWhile() {}

  record R(double[] a) {}

  // sample: n in [0, 2], y length 2, z length 2
  @Differentiable
  static double chosen(double[] y, double[] z, int n) {
    double[] r = z;
    int i = 0;
    while (i < n) {
      r = y;
      i++;
    }
    return r[0] * r[1];
  }

  // kinks
  // sample: rows length 3;2
  @Differentiable
  static double found(double[][] rows, @Detach double limit) {
    double[] best = rows[0];
    for (double[] row : rows) {
      if (row[0] > limit) {
        best = row;
        break;
      }
    }
    return best[0] * best[1];
  }

  // sample: n in [0, 3], y length 2, z length 2
  @Differentiable
  static double swapped(double[] y, double[] z, int n) {
    double[] p = y;
    double[] q = z;
    int i = 0;
    do {
      double[] t = p;
      p = q;
      q = t;
      i++;
    } while (i < n);
    return p[0] * p[0] + 3 * q[1];
  }

  // sample: k in [-1, 3], y length 2
  @Differentiable
  static R returned(double[] y, int k) {
    for (int i = 0; i < 3; i++) {
      if (i > k) {
        return new R(y);
      }
    }
    return new R(y);
  }
}
