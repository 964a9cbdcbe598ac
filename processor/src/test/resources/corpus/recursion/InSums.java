package corpus.recursion;

import dev.gradc.Differentiable;

/** Recursive methods in sums: the pullback gives the value too. */
final class InSums {

  private InSums() {}

  // sample: a length 4;4
  @Differentiable
  static double permanent(double[][] a) {
    return part(a, 0, 0);
  }

  private static double part(double[][] a, int row, int used) {
    if (row == a.length) {
      return 1;
    }
    double sum = 0;
    for (int column = 0; column < a.length; column++) {
      if ((used & (1 << column)) == 0) {
        sum += a[row][column] * part(a, row + 1, used | (1 << column));
      }
    }
    return sum;
  }

  /** Two calls in a term, of which one is squared, so that its cotangent needs the value. */
  // sample: x length 5, n in [0, 4]
  @Differentiable
  static double tree(double[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    double sum = x[n];
    for (int i = 0; i < n; i++) {
      double left = tree(x, i);
      double right = tree(x, n - 1 - i);
      sum += x[i] * left + 0.1 * right * right + left * x[n] * 0.5;
    }
    return Math.sin(sum);
  }

  /** Numbers as parameters, whose gradients come as parts. */
  // sample: x in [0.1, 0.9], y in [0.1, 0.9], depth in [0, 4]
  @Differentiable
  static double tower(double x, double y, int depth) {
    if (depth == 0) {
      return x * y;
    }
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += (i + x) * tower(x * 0.5 + y, y * y, depth - 1);
    }
    return sum * 0.1;
  }

  /** Calls with the same arguments, whose cotangents differ. */
  // sample: x in [0.1, 0.9], y in [0.1, 0.9], depth in [0, 3]
  @Differentiable
  static double again(double x, double y, int depth) {
    double sum = 2 * tower(x, y, depth) + 3 * tower(x, y, depth);
    for (int i = 0; i < 2; i++) {
      sum += y * tower(x, y, i) - x * tower(x, y, i);
    }
    return sum;
  }

  /** One call without a loop, and what is done with the array before and after. */
  // sample: x length 4, n in [0, 3]
  @Differentiable
  static double chain(double[] x, int n) {
    double before = x[0] * x[0];
    double rest = n == 0 ? 1 : chain(x, n - 1);
    return before + x[n] * rest;
  }

  /** The array is written after the call. */
  // sample: x length 4, n in [0, 3]
  @Differentiable
  static double writing(double[] x, int n) {
    double[] copy = x.clone();
    double sum = n == 0 ? 0 : chain(copy, n);
    copy[1] = sum * copy[0];
    return copy[1] * copy[2];
  }
}
