package corpus.calls;

import dev.gradc.Differentiable;

// golden
/** Helpers that write arrays. */
final class VoidHelpers {

  private VoidHelpers() {}

  // sample: a length 4
  @Differentiable
  static double process(double[] a) {
    double[] work = new double[a.length];
    copy(a, work);
    scale(work, a[0]);
    scale(work, work[1]);
    return work[2] * work[3];
  }

  private static void copy(double[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i];
    }
  }

  private static void scale(double[] array, double factor) {
    for (int i = 0; i < array.length; i++) {
      array[i] *= factor;
    }
  }
}
