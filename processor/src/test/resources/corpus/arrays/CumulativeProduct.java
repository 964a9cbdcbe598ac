package corpus.arrays;

import dev.gradc.Differentiable;

/** Each element needs the one before. */
final class CumulativeProduct {

  private CumulativeProduct() {}

  // sample: a length 5 in [0.5, 1.5]
  @Differentiable
  static double[] products(double[] a) {
    double[] out = new double[a.length];
    double product = 1;
    for (int i = 0; i < a.length; i++) {
      product *= a[i];
      out[i] = product;
    }
    return out;
  }
}
