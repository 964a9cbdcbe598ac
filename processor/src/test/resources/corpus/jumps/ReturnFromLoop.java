package corpus.jumps;

import dev.gradc.Differentiable;

/** The first partial product that is small, or what is left at the end. */
final class ReturnFromLoop {

  private ReturnFromLoop() {}

  // sample: a length 6 in [0.2, 1.1]
  // kinks
  @Differentiable
  static double firstSmall(double[] a) {
    double product = 1;
    for (int i = 0; i < a.length; i++) {
      product *= a[i];
      if (product < 0.2) {
        return product * i;
      }
    }
    return -product;
  }
}
