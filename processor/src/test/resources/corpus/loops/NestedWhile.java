package corpus.loops;

import dev.gradc.Differentiable;

/** A loop of unknown length in another one. */
final class NestedWhile {

  private NestedWhile() {}

  // sample: a length 4 in [0.5, 3]
  @Differentiable
  static double sumOfRoots(double[] a) {
    double sum = 0;
    int i = 0;
    while (i < a.length) {
      double y = 1;
      double before = 0;
      while (Math.abs(y - before) > 1e-9) {
        before = y;
        y = (y + a[i] / y) / 2;
      }
      sum += y * a[i];
      i++;
    }
    return sum;
  }
}
