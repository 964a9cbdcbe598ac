package corpus.branches;

import dev.gradc.Differentiable;

/** The largest of each window. */
final class MaxPooling {

  private MaxPooling() {}

  // sample: a length 8
  // kinks
  @Differentiable
  static double[] pool(double[] a) {
    double[] out = new double[a.length / 2];
    for (int i = 0; i < out.length; i++) {
      double best = a[2 * i];
      if (a[2 * i + 1] > best) {
        best = a[2 * i + 1];
      }
      out[i] = best * best;
    }
    return out;
  }
}
