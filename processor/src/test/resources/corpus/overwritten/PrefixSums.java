package corpus.overwritten;

import dev.gradc.Differentiable;

/** Running sums in place, in an array of the method's own. */
final class PrefixSums {

  private PrefixSums() {}

  // sample: a length 6
  @Differentiable
  static double energy(double[] a) {
    double[] s = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      s[i] = a[i];
    }
    for (int i = 1; i < s.length; i++) {
      s[i] += s[i - 1];
    }
    double energy = 0;
    for (int i = 0; i < s.length; i++) {
      energy += s[i] * s[i];
    }
    return energy;
  }
}
