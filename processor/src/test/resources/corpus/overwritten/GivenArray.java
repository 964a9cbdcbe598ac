package corpus.overwritten;

import dev.gradc.Differentiable;

/** Writes the array that it is given. */
final class GivenArray {

  private GivenArray() {}

  // sample: a length 5 in [0.5, 2]
  @Differentiable
  static double normalize(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.exp(a[i]);
      sum += a[i];
    }
    a[0] *= a[1];
    return a[0] * a[2] / sum;
  }
}
// golden forward
