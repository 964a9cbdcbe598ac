package corpus.arrays;

import dev.gradc.Differentiable;

/** The result is one of two arrays. */
final class EitherOne {

  private EitherOne() {}

  // sample: a length 3, b length 3
  // kinks
  @Differentiable
  static double[] larger(double[] a, double[] b) {
    double[] best = a;
    if (b[0] * b[1] > a[0] * a[1]) {
      best = b;
    }
    double[] out = {best[0] * a[0], best[1] * b[1], best[2]};
    return a[2] > 0 ? out : best;
  }
}
