// option: -Agradc.kink=warn
package refused;

import dev.gradc.Differentiable;

/** What is called is looked at with what is known of the arguments. */
final class KinkInCall {

  @Differentiable
  static double ofHelper(double x) {
    return root(1 + x * x) + other(x);
  }

  static double root(double x) {
    return Math.sqrt(x);
  }

  static double other(double x) {
    // warning: [GC0405] 'Math.sqrt(x)'
    return Math.sqrt(x);
  }

  @Differentiable
  static double twice(double x) {
    return other(x) + other(2 * x);
  }

  @Differentiable
  static double ofRecursion(double x, int n) {
    return recursive(1 + x * x, n);
  }

  private static double recursive(double x, int n) {
    // warning: [GC0405] 'Math.log(x)'
    return n == 0 ? Math.log(x) : recursive(x * 0.5, n - 1);
  }

  @Differentiable
  static double ofRecord(Point point) {
    return point.length() + new Point(1, 2).length();
  }

  record Point(double x, double y) {
    double length() {
      // warning: [GC0405] 'Math.sqrt(x * x + y * y)'
      return Math.sqrt(x * x + y * y);
    }
  }
}
