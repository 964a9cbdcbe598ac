package corpus.loops;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

// golden
/** Loops whose counters come near the ends of {@code int}, and bounds far before the beginning. */
final class Limits {

  private Limits() {}

  // sample: x in [0.5, 1.5], n in [-3, 3]
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double fromZero(double x, int n) {
    int bound = n < 0 ? Integer.MIN_VALUE : n;
    double y = x;
    for (int i = 0; i < bound; i++) {
      y = Math.sin(y) * x;
    }
    for (int i = 1; i < bound; i++) {
      y = Math.sin(y * i) * x;
    }
    for (int i = 1; i <= bound; i += 2) {
      y += Math.sin(y * i) * x;
    }
    return y;
  }

  // sample: x in [0.5, 1.5], n in [-3, 3]
  @Differentiable
  static double downwards(double x, int n) {
    int bound = n < 0 ? Integer.MAX_VALUE : 0;
    double y = x;
    for (int i = n; i > bound; i--) {
      y = Math.sin(y) * x;
    }
    for (int i = n; i >= bound; i -= 2) {
      y = Math.sin(y * i) * x;
    }
    return y;
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable
  static double atTheEnds(double x, int n) {
    double y = x;
    for (int i = Integer.MIN_VALUE; i < Integer.MIN_VALUE + 3; i++) {
      y = Math.sin(y) * x + y;
    }
    for (int i = Integer.MAX_VALUE; i > Integer.MAX_VALUE - 3; i--) {
      y = Math.sin(y) * x + y;
    }
    int low = Integer.MIN_VALUE + n + 1;
    for (int i = low; i < low + 3; i++) {
      y = Math.sin(y) * x + y;
    }
    int high = Integer.MAX_VALUE - n - 2;
    for (int i = high; i > high - 5; i -= 2) {
      y = Math.sin(y) * x + y;
    }
    return y;
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable
  static double farApart(double x, int n) {
    double y = x;
    for (int i = -1500000000 + n; i < 1500000000; i += 1000000000) {
      y = Math.sin(y) + y * (i * 1e-9);
    }
    for (int i = -1000000000; i < 1000000000; i += 1200000000) {
      y = Math.sin(y) + y * (i * 1e-9);
    }
    for (int i = 5; i >= 0; i -= Integer.MAX_VALUE) {
      y = Math.sin(y) + y * i;
    }
    return y;
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable
  static double longSpan(double x, int n) {
    int low = -2000000000 + n;
    double y = x;
    for (int i = low; i < 1000000000; i += 60000) {
      y = y * 1.00001;
    }
    return y * x;
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable
  static double farAndRecorded(double x, int n) {
    int low = n == 0 ? -1100000000 : -1099900000;
    int high = n < 3 ? 1100000000 : -1099999999;
    double y = x;
    for (int i = low; i < high; i += 65536) {
      y = Math.sin(y) * 0.5 + Math.sin(x * (i * 1e-9));
    }
    return y;
  }

  // sample: x in [0.5, 1.5], n in [0, 3]
  @Differentiable
  static double farDownAndRecorded(double x, int n) {
    int low = n == 0 ? -1100000000 : -1099900000;
    int high = n < 3 ? 1100000000 : -1099999999;
    double y = x;
    for (int i = high; i >= low; i -= 65536) {
      y = Math.sin(y) * 0.5 + Math.sin(x * (i * 1e-9));
    }
    return y;
  }

  // sample: x length 5, from in [0, 6], to in [-2, 5]
  @Differentiable
  static double parts(double[] x, int from, int to) {
    double y = 1;
    for (int i = from; i < to; i++) {
      y = Math.sin(y) * x[i];
    }
    for (int i = to - 1; i >= from; i--) {
      y = Math.sin(y) * x[i] + y;
    }
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        y += Math.sin(y) * x[i] * x[j];
      }
    }
    return y;
  }

  // sample: x length 4, n in [0, 1]
  @Differentiable
  static double window(double[] x, int n) {
    int low = n == 0 ? Integer.MIN_VALUE : 1;
    int high = n == 0 ? Integer.MAX_VALUE : 3;
    double y = 1;
    for (int i = 0; i < x.length; i++) {
      if (low != Integer.MIN_VALUE) {
        for (int j = low; j <= high; j++) {
          y = Math.sin(y + x[j]) * x[i];
        }
      } else {
        y = Math.sin(y * x[i]) + y;
      }
    }
    return y;
  }

  // sample: x in [0.5, 1.5], n in [-3, 3]
  @Differentiable
  static double lessThanNone(double x, int n) {
    int rows = n < 0 ? -40000 : n;
    int columns = n < 0 ? -70000 : 2;
    double y = x;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y = Math.sin(y) * x;
      }
    }
    return y;
  }

  /** Bounds with divisions in them. */
  // sample: x length 7, width in [1, 3]
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double divided(double[] x, int width) {
    double y = 1;
    for (int i = 0; i < x.length / width; i++) {
      for (int j = width - 1; j >= x.length % width; j--) {
        y = Math.sin(y) * x[i * width + j] + y;
      }
    }
    return y;
  }

  /** Strides in strides, and functions that throw in them. */
  // sample: x length 6, m in [1, 3]
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double triangle(double[] x, int m) {
    double y = 1;
    for (int i = 0; i < x.length - 1; i += 2) {
      for (int j = x.length - 1; j >= i; j -= 2) {
        y = y * Math.sin(x[j]) + y;
      }
      for (int j = -m; j < i; j += 2) {
        y = y * Math.sin(x[Math.max(j, 0)]) + y;
      }
      y = y * Math.sin(x[Math.incrementExact(i)]) + y;
    }
    return y;
  }
}
