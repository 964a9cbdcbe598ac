package corpus.calls;

import dev.gradc.Differentiable;

/** A helper in a loop, with jumps of its own. */
final class InLoops {

  private InLoops() {}

  // sample: a length 5 in [0.2, 3]
  // kinks
  @Differentiable
  static double sum(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += iterate(a[i], i);
    }
    return sum;
  }

  private static double iterate(double x, int n) {
    double y = x;
    for (int i = 0; i < n; i++) {
      if (y > 4) {
        return y - 1;
      }
      y = y * x + 0.1;
    }
    return y;
  }
}
