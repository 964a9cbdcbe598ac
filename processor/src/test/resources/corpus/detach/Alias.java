package corpus.detach;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A detached name of an array, and a helper that detaches its argument. */
final class Alias {

  private Alias() {}

  // sample: a length 4
  // detached
  @Differentiable
  static double alias(double[] a) {
    @Detach double[] frozen = a;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * frozen[i] * weight(frozen[i], a[i]);
    }
    return sum + total(a) * a[0];
  }

  private static double weight(double x, @Detach double y) {
    return x + y * y;
  }

  private static double total(@Detach double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i];
    }
    return sum;
  }
}
