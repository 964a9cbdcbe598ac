package corpus.branches;

import dev.gradc.Differentiable;

/** Conditions of which the second is only asked where the first allows. */
final class ShortCircuit {

  private ShortCircuit() {}

  // sample: a length 5, k in [-1, 6]
  // kinks
  @Differentiable
  static double guarded(double[] a, int k) {
    double r = a[0];
    if (k >= 0 && k < a.length && a[k] > -1) {
      r *= a[k];
    }
    if (k < 0 || k >= a.length || a[k] < 0) {
      r += a[1] * a[1];
    }
    boolean isOdd = (k & 1) == 1;
    return isOdd != k > 2 ? r : r * a[2];
  }
}
