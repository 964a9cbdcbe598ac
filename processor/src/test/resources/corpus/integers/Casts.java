package corpus.integers;

import dev.gradc.Differentiable;

/** Conversions between all kinds of numbers. */
final class Casts {

  private Casts() {}

  // sample: x in [1.21, 1.29], n in [60, 70], c in [97, 99]
  @Differentiable
  static double casts(double x, short n, char c, byte b) {
    int whole = (int) (x * 10);
    long large = (long) x + n;
    double y = x * whole + large;
    int sum = n + c + b;
    y += (byte) sum;
    y *= (char) (c + 1) - 'a' + 0.5;
    return y / (short) 3 + (int) x;
  }
}
