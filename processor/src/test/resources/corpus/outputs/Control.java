package corpus.outputs;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class Control {

  private Control() {}

  record Pair(double first, double second) {}

  record Value(double value, double backward, double close) {}

  /** One loop for both, a branch for each. */
  // kinks
  // sample: n in [0, 5]
  @Differentiable
  static Pair loops(double x, double y, int n) {
    double first = x;
    double second = y;
    for (int i = 0; i < n; i++) {
      double t = Math.sin(first);
      if (i % 2 == 0) {
        first = t * x;
      } else {
        second = second * Math.exp(-y) + t;
      }
      if (second > 3) {
        break;
      }
    }
    return new Pair(first, second);
  }

  /** An array that both write. */
  // sample: a length 4
  @Differentiable
  static Pair written(double[] a, double x) {
    for (int i = 1; i < a.length; i++) {
      a[i] = Math.sin(a[i] * a[i - 1]);
    }
    double first = a[1] * x;
    a[1] = Math.exp(x);
    return new Pair(first, a[1] * a[3]);
  }

  /** Early exits. */
  // kinks
  @Differentiable
  static Pair early(double x, double y) {
    double t = Math.exp(x * y);
    if (x > y) {
      return new Pair(t * x, y);
    }
    @Retain double u = Math.cos(t);
    return y > 0 ? new Pair(u * u, u) : new Pair(x * y, t);
  }

  /** Names that a tape has already. */
  @Differentiable
  static Value names(double x, double seed) {
    double into = Math.exp(x * seed);
    return new Value(into * into, Math.sin(into), x * seed);
  }

  /** A call that is not compiled in, for both. */
  // sample: n in [0, 4]
  @Differentiable
  static Pair recursive(double x, double y, int n) {
    double power = power(x, n);
    return new Pair(power * power, Math.sin(power) * power(y, n));
  }

  private static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  /** A while loop whose trips are counted once. */
  // kinks
  // sample: x in [0.1, 0.9]
  @Differentiable
  static Pair newton(double x, double y) {
    double root = 1 + x;
    int steps = 0;
    while (root * root - x > 1e-3) {
      root = 0.5 * (root + x / root);
      steps++;
    }
    return new Pair(root * y, root * root * steps);
  }
}
