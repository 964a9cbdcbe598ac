package corpus.learning;

import dev.gradc.Differentiable;

/** The smooth maximum. */
final class LogSumExp {

  private LogSumExp() {}

  // sample: a length 5 in [-3, 3]
  @Differentiable
  static double logSumExp(double[] a) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < a.length; i++) {
      if (a[i] > max) {
        max = a[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.exp(a[i] - max);
    }
    return max + Math.log(sum);
  }
}
