// option: -Agradc.kink=warn
package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Each operation that has a singular derivative, where it is reached and where it is not. */
final class KinkOfOperation {

  @Differentiable
  static double squareRoot(double x) {
    // warning: [GC0405] 'Math.sqrt(x)' has no finite derivative where its argument is 0
    //            ^
    double root = Math.sqrt(x);
    return root + Math.sqrt(1 + x * x) + Math.sqrt(Math.exp(x)) + Math.sqrt(Math.cosh(x));
  }

  @Differentiable
  static double squareRootOfSquare(double x, double y) {
    // warning: [GC0405] 'Math.sqrt(x * x + y * y)'
    return Math.sqrt(x * x + y * y) + Math.sqrt(x * x + y * y + 1e-12);
  }

  @Differentiable
  static double cubeRoot(double x) {
    // warning: [GC0405] guard it, 'x != 0 ? Math.cbrt(x) : 0'
    double root = Math.cbrt(x);
    return root + Math.cbrt(-1 - x * x);
  }

  @Differentiable
  static double logarithms(double x) {
    double sum = Math.log(1 + Math.exp(x)) + Math.log10(2 - Math.tanh(x)) + Math.log1p(x * x);
    // warning: [GC0405] 'Math.log(x)'
    sum += Math.log(x);
    // warning: [GC0405] 'Math.log10(Math.abs(x))'
    sum += Math.log10(Math.abs(x));
    // warning: [GC0405] 'Math.log1p(x)' has no finite derivative where its argument is -1
    return sum + Math.log1p(x);
  }

  @Differentiable
  static double quotient(double x, double y) {
    double sum = x / 3 + x / (1 + y * y) + 1 / (1 + Math.exp(-y));
    // warning: [GC0405] 'x / y' has no finite derivative where the divisor is 0
    //           ^
    return sum + x / y;
  }

  @Differentiable
  static double quotientOfItself(double x) {
    double y = x + 2;
    // warning: [GC0405] 'y /= x'
  //^
    y /= x;
    return y;
  }

  @Differentiable
  static double remainders(double x, double y) {
    double sum = x % 3 + Math.IEEEremainder(x, 3) + x % (2 + Math.sin(y));
    // warning: [GC0405] 'x % y'
    sum += x % y;
    // warning: [GC0405] 'Math.IEEEremainder(x, y)'
    return sum + Math.IEEEremainder(x, y);
  }

  @Differentiable
  static double power(double x) {
    double sum = Math.pow(x, 2) + Math.pow(x, 1) + Math.pow(x, 0) + Math.pow(1 + x * x, -0.5);
    // warning: [GC0405] where the base is 0 and the exponent is less than 1
    sum += Math.pow(x, 0.5);
    // warning: [GC0405] 'Math.pow(x, -1)'
    return sum + Math.pow(x, -1);
  }

  @Differentiable
  static double exponent(double x, @Detach double base, double y) {
    double sum = Math.pow(2, x) + Math.pow(Math.exp(base), x) + Math.pow(y * y, 1 + x * x);
    // warning: [GC0405] 'Math.pow(base, x)' has no finite derivative where the base is less than 0, or
    sum += Math.pow(base, x);
    // warning: [GC0405] 'Math.pow(y * y, x)' has no finite derivative where the base is 0 and the
    return sum + Math.pow(y * y, x);
  }

  @Differentiable
  static double arcs(double x) {
    double inside = 0.99 * Math.sin(x);
    double sum = Math.asin(inside) + Math.acos(inside) + Math.atan(x);
    // warning: [GC0405] where its argument is -1, or where its argument is 1
    sum += Math.asin(x);
    // warning: [GC0405] 'Math.acos(Math.sin(x))'
    sum += Math.acos(Math.sin(x));
    // warning: [GC0405] 'Math.acos(Math.cosh(x))' has no finite derivative where its argument is 1,
    return sum + Math.acos(Math.cosh(x));
  }

  @Differentiable
  static double inSinglePrecision(float x, float y) {
    float sum = x / (1 + y * y);
    // warning: [GC0405] 'x / y'
    sum += x / y;
    // warning: [GC0405] 'Math.sqrt(x)'
    return sum + Math.sqrt(x);
  }

  /** A gradient there is bounded, and chosen by the table. */
  @Differentiable
  static double bounded(double x, double y) {
    return Math.abs(x) + Math.max(x, y) + Math.min(x, y) + Math.hypot(x, y)
        + Math.atan2(y, x) + Math.signum(x) * x;
  }

  /** Constants for differentiation, and what the result does not depend on. */
  @Differentiable
  static double inactive(double x, @Detach double y, int n) {
    double unused = Math.log(x);
    double cut = (@Detach double) Math.sqrt(x);
    double jump = Math.floor(1 / x);
    return x / n + x / y + x * Math.sqrt(y) + Math.log(n) * x + cut * x + jump * x;
  }
}
