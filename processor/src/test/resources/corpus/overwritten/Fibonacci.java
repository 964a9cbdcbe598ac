package corpus.overwritten;

import dev.gradc.Differentiable;

/** Several scalars that move on together. */
final class Fibonacci {

  private Fibonacci() {}

  // sample: x in [0.5, 1], y in [0.5, 1], n = 7
  @Differentiable
  static double ratio(double x, double y, int n) {
    double a = x;
    double b = y;
    for (int i = 0; i < n; i++) {
      double next = a + b;
      a = b;
      b = next;
    }
    return b / a;
  }
}
