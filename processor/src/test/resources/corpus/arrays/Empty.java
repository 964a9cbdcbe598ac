package corpus.arrays;

import dev.gradc.Differentiable;

/** Arrays of no elements at all. */
final class Empty {

  private Empty() {}

  // sample: n in [0, 2], a length n
  @Differentiable
  static double[] doubled(int n, double[] a) {
    double[] out = new double[2 * n];
    for (int i = 0; i < n; i++) {
      out[2 * i] = a[i] * a[i];
      out[2 * i + 1] = -a[i];
    }
    return out;
  }
}
