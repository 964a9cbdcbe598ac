package corpus.loops;

import dev.gradc.Differentiable;

/** A number of trips that depends on the argument, and may be zero. */
final class Halving {

  private Halving() {}

  // sample: x in [0.1, 40]
  // kinks
  @Differentiable
  static double mantissa(double x) {
    double y = x;
    int exponent = 0;
    while (y >= 1) {
      y /= 2;
      exponent++;
    }
    return y * y + exponent;
  }
}
