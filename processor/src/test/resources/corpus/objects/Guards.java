package corpus.objects;

import dev.gradc.Differentiable;

/** Arguments that are refused before anything is computed, and cases that cannot be. */
// golden
final class Guards {

  private Guards() {}

  // sample: x in [0.1, 2]
  @Differentiable
  static double logarithm(double x, String name) {
    if (!(x > 0)) {
      throw new IllegalArgumentException(name + " must be positive: " + x);
    }
    assert x < 1e300 : "too large: " + x;
    return Math.log(x);
  }

  // sample: x in [0.1, 2], order in [0, 2]
  @Differentiable
  static double bessel(double x, int order) {
    return switch (order) {
      case 0 -> Math.sin(x) / x;
      case 1 -> Math.sin(x) / (x * x) - Math.cos(x) / x;
      case 2 -> (3 / (x * x) - 1) * Math.sin(x) / x - 3 * Math.cos(x) / (x * x);
      default -> throw new IllegalArgumentException("no such order");
    };
  }

  // sample: a length 4 in [1, 2], b length 4
  @Differentiable
  static double quotients(double[] a, double[] b) {
    require(a.length == b.length);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] == 0) {
        throw new ArithmeticException("division by zero at " + i);
      }
      sum += b[i] / a[i];
    }
    return sum;
  }

  private static void require(boolean condition) {
    if (!condition) {
      fail();
    }
  }

  private static void fail() {
    throw new IllegalStateException();
  }
}
