package corpus.matrices;

import dev.gradc.Differentiable;

/** Methods that write the rows of their parameters. */
final class InPlace {

  private InPlace() {}

  // sample: a length 3;3
  @Differentiable
  static double prefixSums(double[][] a) {
    for (int i = 1; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        a[i][j] = a[i][j] * a[i - 1][j] + a[i - 1][j];
      }
    }
    double sum = 0;
    for (int j = 0; j < a[2].length; j++) {
      sum += a[2][j] * a[1][j];
    }
    return sum;
  }

  // sample: a length 2;2;2, s
  @Differentiable
  static double scaled(double[][][] a, double s) {
    double[] last = a[1][1];
    for (int i = 0; i < 2; i++) {
      a[i][0][1] *= s;
      double[] row = a[i][0];
      a[i][0] = a[i][1];
      a[i][1] = row;
    }
    return a[0][1][1] * a[1][1][1] * last[0] + a[1][0][0];
  }
}
