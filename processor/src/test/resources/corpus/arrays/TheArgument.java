package corpus.arrays;

import dev.gradc.Differentiable;

/** The result is the very array that was given. */
final class TheArgument {

  private TheArgument() {}

  // sample: a length 4, x in [0.5, 2]
  @Differentiable
  static double[] scaled(double[] a, double x) {
    for (int i = 1; i < a.length; i++) {
      a[i] = a[i - 1] * x + a[i];
    }
    return a;
  }
}
