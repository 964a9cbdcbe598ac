package corpus.branches;

import dev.gradc.Differentiable;

/** A branch in a loop. */
final class LeakyRelu {

  private LeakyRelu() {}

  // sample: a length 6, slope in [0.01, 0.3]
  // kinks
  @Differentiable
  static double sum(double[] a, double slope) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] > 0) {
        sum += a[i] * a[i];
      } else {
        sum += slope * a[i];
      }
    }
    return sum;
  }
}
