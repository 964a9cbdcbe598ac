package corpus.recursion;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Methods that call themselves: with numbers, with arrays, in loops and branches. */
final class Direct {

  private Direct() {}

  // sample: x in [0.5, 1.5], n in [0, 6]
  @Differentiable
  static double power(double x, int n) {
    if (n == 0) {
      return 1;
    }
    double half = power(x, n / 2);
    return n % 2 == 0 ? half * half : half * half * x;
  }

  // sample: x length 7, from = 0, to = 7
  @Differentiable
  static double logSum(double[] x, int from, int to) {
    if (to - from == 1) {
      return x[from];
    }
    int middle = (from + to) / 2;
    double left = logSum(x, from, middle);
    double right = logSum(x, middle, to);
    double largest = Math.max(left, right);
    return largest + Math.log(Math.exp(left - largest) + Math.exp(right - largest));
  }

  // sample: x length 8
  @Differentiable
  static double[] transform(double[] x) {
    int n = x.length;
    if (n == 1) {
      double[] single = {x[0] * 1.5};
      return single;
    }
    double[] even = new double[n / 2];
    double[] odd = new double[n / 2];
    for (int i = 0; i < n / 2; i++) {
      even[i] = x[2 * i];
      odd[i] = x[2 * i + 1];
    }
    double[] a = transform(even);
    double[] b = transform(odd);
    double[] result = new double[n];
    for (int i = 0; i < n / 2; i++) {
      result[i] = a[i] + Math.cos(i) * b[i];
      result[i + n / 2] = a[i] - Math.sin(i) * b[i] * a[i];
    }
    return result;
  }

  // detached
  // sample: x in [0.5, 1.5], y, n in [0, 4]
  @Differentiable
  static double detached(double x, @Detach double y, int n) {
    if (n <= 0) {
      return x * y;
    }
    return detached(x * y, x, n - 1) + detached(y, x * x, n - 2);
  }

  // sample: x length 4, depth in [0, 3]
  @Differentiable
  static double overwritten(double[] x, int depth) {
    double[] work = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      work[i] = x[i];
    }
    double sum = 0;
    for (int step = 0; step < depth; step++) {
      sum += nested(work, depth);
      for (int i = 0; i < work.length; i++) {
        work[i] = work[i] * work[(i + 1) % work.length] + 0.5;
      }
    }
    return sum + work[0];
  }

  static double nested(double[] work, int depth) {
    double sum = work[depth];
    for (int i = 0; i < depth; i++) {
      sum = sum * work[i] + nested(work, i) * 0.5;
    }
    return sum;
  }

  // sample: x length 5
  @Differentiable
  static float floats(float[] x) {
    return product(x, 0);
  }

  private static float product(float[] x, int from) {
    return from == x.length ? 1 : x[from] * product(x, from + 1) + x[from];
  }
}
