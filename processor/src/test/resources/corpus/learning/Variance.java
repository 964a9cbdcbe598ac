package corpus.learning;

import dev.gradc.Differentiable;

/** In two passes over the data. */
final class Variance {

  private Variance() {}

  // sample: a length 6
  @Differentiable
  static double variance(double[] a) {
    double mean = 0;
    for (int i = 0; i < a.length; i++) {
      mean += a[i];
    }
    mean /= a.length;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - mean) * (a[i] - mean);
    }
    return sum / (a.length - 1);
  }
}
