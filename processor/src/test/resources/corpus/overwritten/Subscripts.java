package corpus.overwritten;

import dev.gradc.Differentiable;

/** Increments in subscripts, before and after. */
final class Subscripts {

  private Subscripts() {}

  // sample: a length 5
  @Differentiable
  static double walk(double[] a) {
    double[] b = new double[6];
    int i = 0;
    int j = a.length;
    b[i++] = a[--j];
    b[i++] = a[--j] * b[i - 2];
    b[++i] = a[j--] + b[0];
    b[i--] += a[j];
    double sum = 0;
    for (int k = 0; k < b.length; ) {
      sum += b[k++] * b[k % 6];
    }
    return sum + b[i] * a[j++] - a[j];
  }
}
