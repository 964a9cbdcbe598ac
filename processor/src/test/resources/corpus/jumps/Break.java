package corpus.jumps;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
/** Adds up to a limit. */
final class Break {

  private Break() {}

  // sample: a length 6 in [0.1, 1], limit = 1.7
  // kinks
  @Differentiable
  static double fill(double[] a, @Detach double limit) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (sum + a[i] > limit) {
        break;
      }
      sum += a[i] * a[i];
    }
    return sum;
  }
}
// golden forward
