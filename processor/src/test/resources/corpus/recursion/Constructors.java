package corpus.recursion;

import dev.gradc.Differentiable;

/** Constructors of records that make such records themselves. */
final class Constructors {

  private Constructors() {}

  record Fraction(double value) {

    Fraction(double x, int depth) {
      this(depth > 0 ? x / (1 + new Fraction(x, depth - 1).value * x) : x);
    }
  }

  record Power(double base, double value) {

    Power(double base, int exponent, double[] weights) {
      this(base, exponent == 0 ? weights[0] : base * reduced(base, exponent, weights));
    }
  }

  private static double reduced(double base, int exponent, double[] weights) {
    return new Power(base, exponent - 1, weights).value + weights[exponent];
  }

  // sample: n in [0, 4], x in [0.2, 1.5]
  @Differentiable
  static double fraction(double x, int n) {
    return new Fraction(x, n).value() * x;
  }

  // sample: weights length 4, n in [0, 3]
  @Differentiable
  static double horner(double x, double[] weights, int n) {
    Power power = new Power(x, n, weights);
    return power.value() * power.base();
  }
}
