package corpus.arrays;

import dev.gradc.Differentiable;

/** Which of two arrays is copied, and into which of two, is decided where they are handed over. */
final class OneOfTwoCopied {

  private OneOfTwoCopied() {}

  // sample: a length 3, b length 3
  // kinks
  @Differentiable
  static double copied(double[] a, double[] b, double x) {
    double[] c = new double[3];
    double[] d = new double[3];
    System.arraycopy((x > 0 ? a : b), 0, c, 0, 3);
    System.arraycopy(b, 0, x > 0.5 ? c : (x < -0.5 ? d : a), 1, 2);
    return c[0] * a[1] * x + c[2] * d[1] * c[1] + a[2] * a[2];
  }

  // sample: m length 3;3
  // kinks
  @Differentiable
  static double rows(double[][] m, double x) {
    double[][] rows = new double[3][];
    System.arraycopy(x > 0 ? m : new double[][] {m[2], m[1], m[0]}, 0, rows, 0, 3);
    rows[0][1] *= x;
    return rows[0][1] * m[2][0] + rows[2][2] * m[0][1];
  }
}
