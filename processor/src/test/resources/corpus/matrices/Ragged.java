package corpus.matrices;

import dev.gradc.Differentiable;

/** Rows of different lengths, as parameters and made row by row. */
final class Ragged {

  private Ragged() {}

  // sample: a length 4;0..5
  @Differentiable
  static double sumOfSquares(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double[] row = a[i];
      for (int j = 0; j < row.length; j++) {
        sum += row[j] * row[j] * (i + 1);
      }
    }
    return sum;
  }

  // sample: n = 4, x length 4
  @Differentiable
  static double triangle(int n, double[] x) {
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        rows[i][j] = x[i] * Math.sin(x[j]);
      }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        sum += rows[i][j] * rows[n - 1][j];
      }
    }
    return sum;
  }

  // sample: x length 3, y length 3
  @Differentiable
  static double literal(double[] x, double[] y) {
    double[][] both = {x, y, {x[0] * y[1], 2, y[2]}};
    double product = 1;
    for (int i = 0; i < both.length; i++) {
      product *= 1 + both[i][i] * both[i][2 - i];
    }
    return product;
  }

  // sample: x length 2;3;2
  @Differentiable
  static double cube(double[][][] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        for (int k = 0; k < x[i][j].length; k++) {
          sum += Math.exp(x[i][j][k]) * x[0][j][k];
        }
      }
    }
    return sum;
  }
}
