package corpus.aliases;

import dev.gradc.Differentiable;

/** Two names of one array. */
final class LocalAlias {

  private LocalAlias() {}

  // sample: a length 4
  @Differentiable
  static double alias(double[] a) {
    double[] b = a;
    double[] c = new double[2];
    double[] d = c;
    d[0] = b[1] * a[2];
    c[1] = d[0] * d[0] + a[0];
    d[0] = c[1] * b[3];
    return c[0] + d[1];
  }
}
