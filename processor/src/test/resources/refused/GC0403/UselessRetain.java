package refused;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class UselessRetain {

  record Sums(double first, @Retain double second) {}

  @Retain
  @Differentiable
  // warning: [GC0403] 'sum'
  static double sum(double x, double y) {
    return x + y;
  }

  @Retain
  @Differentiable
  static double product(double x, double y) {
    return x * y;
  }

  @Differentiable
  static double local(double x, double y) {
    // warning: [GC0403] double a
    @Retain double a = x + y;
    @Retain double b = Math.exp(a);
    return a + b;
  }

  @Differentiable
  static double constant(double x, int n) {
    // warning: [GC0403] double half
    @Retain double half = n / 2.0;
    return half * x;
  }

  @Differentiable
  // warning: [GC0403] 'second'
  static Sums sums(double x, double y) {
    return new Sums(Math.exp(x), x - y);
  }

  @Differentiable
  static double called(double x, double y) {
    return kept(x) * y;
  }

  @Retain
  private static double kept(double x) {
    return Math.sin(x);
  }

  @Differentiable
  static double constants(double w) {
    // warning: [GC0403] double[] s
    @Retain double[] s = {0.5, 0.25};
    return s[0] * Math.sin(w);
  }
}
