package corpus.detach;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A helper whose result is a constant wherever it is called. */
final class Result {

  private Result() {}

  // sample: a length 4
  // detached
  @Differentiable
  static double normalized(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * a[i] / norm(a, i);
    }
    return sum;
  }

  @Detach
  private static double norm(double[] a, int from) {
    double sum = 1;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * a[i];
    }
    return Math.sqrt(sum);
  }
}
