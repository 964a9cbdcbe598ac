package corpus.calls;

import dev.gradc.Differentiable;

/** Calls in conditions, subscripts, bounds and arguments. */
final class InConditions {

  private InConditions() {}

  // sample: a length 5 in [0.1, 2]
  // kinks
  @Differentiable
  static double conditions(double[] a) {
    double sum = 0;
    for (int i = first(); i < last(a); i++) {
      while (size(sum) < size(a[index(i)])) {
        sum += size(a[i]) * a[index(i)] + 0.3;
      }
    }
    return size(sum) > 1 ? size(size(sum)) : sum;
  }

  private static int first() {
    return 1;
  }

  private static int last(double[] a) {
    return a.length - 1;
  }

  private static int index(int i) {
    return i + 1;
  }

  private static double size(double x) {
    return x * x;
  }
}
