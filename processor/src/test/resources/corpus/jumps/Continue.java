package corpus.jumps;

import dev.gradc.Differentiable;

/** Leaves out what has no logarithm. */
final class Continue {

  private Continue() {}

  // sample: a length 7 in [-1, 2]
  // kinks
  @Differentiable
  static double sumOfLogs(double[] a) {
    double sum = 1;
    for (int i = 0; i < a.length; i++) {
      if (a[i] <= 0.05) {
        continue;
      }
      double l = Math.log(a[i]);
      sum += l * l;
    }
    return sum;
  }
}
