package corpus.integers;

import dev.gradc.Differentiable;

/** Weights from a little random generator in integers. */
final class Weights {

  private Weights() {}

  // sample: a length 6, seed in [1, 100]
  @Differentiable
  static double weigh(double[] a, long seed) {
    long state = seed;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      state = (state * 6364136223846793005L + 1442695040888963407L) >>> 1;
      int weight = (int) (state >> 40) % 5;
      sum += weight * a[i] * a[(int) (state & 3)];
    }
    return sum;
  }
}
