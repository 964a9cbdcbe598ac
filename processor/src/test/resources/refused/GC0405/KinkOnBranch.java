// option: -Agradc.kink=warn
package refused;

import dev.gradc.Differentiable;

/** What conditions say of the values behind them. */
final class KinkOnBranch {

  @Differentiable
  static double guarded(double x, double y) {
    double sum = x > 0 ? Math.log(x) : 0;
    sum += y != 0 ? x / y : 0;
    sum += y == 0 ? 0 : x / y;
    sum += x < 0 ? Math.sqrt(-x) : x > 0 ? Math.sqrt(x) : 0;
    sum += Math.abs(y) > 1e-9 ? 1 / y : 0;
    sum += x > -1 && x < 1 ? Math.asin(x) : 0;
    sum += x > y ? Math.log(x - y) : 0;
    sum += !(x <= 0 || y <= 0) ? Math.sqrt(x * y) : 0;
    sum += x * x + y * y > 0 ? Math.sqrt(x * x + y * y) : 0;
    return sum + (x - 1 > 0 ? Math.log(x) : 0);
  }

  @Differentiable
  static double guardedWrongly(double x, double y) {
    // warning: [GC0405] 'Math.log(x)'
    double sum = x >= 0 ? Math.log(x) : 0;
    // warning: [GC0405] 'Math.log(x)'
    sum += y > 0 ? Math.log(x) : 0;
    // warning: [GC0405] 'x / y'
    sum += y == 0 ? x / y : 0;
    // warning: [GC0405] 'Math.asin(x)' has no finite derivative where its argument is 1,
    sum += x > -1 && x <= 1 ? Math.asin(x) : 0;
    // warning: [GC0405] 'Math.log(x - y)'
    sum += x >= y ? Math.log(x - y) : 0;
    // warning: [GC0405] 'Math.sqrt(y)'
    sum += x > 0 || y > 0 ? Math.sqrt(y) : 0;
    return sum;
  }

  @Differentiable
  static double thrown(double x, double y) {
    if (x <= 0) {
      throw new IllegalArgumentException("not positive");
    }
    if (!(y > x)) {
      throw new IllegalArgumentException("not greater");
    }
    return Math.log(x) + Math.sqrt(y - x) + 1 / y;
  }

  @Differentiable
  static double thrownForLess(double x) {
    if (x < 0) {
      throw new IllegalArgumentException("negative");
    }
    // warning: [GC0405] 'Math.sqrt(x)'
    return Math.sqrt(x) + Math.sqrt(x + 1e-12);
  }

  @Differentiable
  static double returned(double x) {
    if (x <= 0) {
      return 0;
    }
    return Math.log(x);
  }

  @Differentiable
  static double both(double x, boolean isUp) {
    double y = isUp ? 1 + x * x : -2;
    double z = isUp ? 1 + x * x : x;
    // warning: [GC0405] '1 / z'
    return 1 / y + 1 / z;
  }

  @Differentiable
  static double reassigned(double x) {
    double y = x;
    if (y > 0) {
      y = y - 1;
      // warning: [GC0405] 'Math.log(y)'
      return Math.log(y);
    }
    y = Math.exp(y);
    return Math.log(y);
  }

  @Differentiable
  static double elements(double[] a, int i) {
    double sum = a[i] > 0 ? Math.log(a[i]) : 0;
    if (i < a.length && a[i] > 0) {
      sum += Math.sqrt(a[i]);
    }
    double[] b = a.clone();
    if (b[i] > 0) {
      b[0] = sum;
      // warning: [GC0405] 'Math.log(b[i])'
      sum += Math.log(b[i]);
    }
    return sum;
  }

  @Differentiable
  static double clamped(double x, double low) {
    double sum = Math.log(Math.max(x, 1e-12)) + Math.asin(Math.max(-0.9, Math.min(0.9, x)));
    // warning: [GC0405] 'Math.log(Math.max(x, 0))'
    sum += Math.log(Math.max(x, 0));
    // warning: [GC0405] 'Math.log(Math.max(x, low))'
    return sum + Math.log(Math.max(x, low));
  }

  @Differentiable
  static double cases(double x, int kind) {
    return switch (kind) {
      case 0 -> Math.log(Math.exp(x) + 1);
      // warning: [GC0405] 'Math.log(x)'
      case 1 -> Math.log(x);
      default -> x;
    };
  }
}
