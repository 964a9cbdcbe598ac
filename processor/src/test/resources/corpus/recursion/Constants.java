package corpus.recursion;

import dev.gradc.Differentiable;

/** Constants of classes are the same whenever a recursive method asks for them. */
final class Constants {

  private Constants() {}

  record Complex(double re, double im) {}

  static final Complex I = new Complex(0.25, 0.5);
  static final double ROOT = Math.sqrt(2);

  private static double turned(double x, int n) {
    return n == 0 ? x : turned(x * I.im() + I.re() * x * x + ROOT, n - 1);
  }

  // sample: x in [0.1, 1], n in [0, 3]
  @Differentiable
  static double turns(double x, int n) {
    return turned(x, n);
  }
}
