package corpus.matrices;

import dev.gradc.Differentiable;

// golden
/** A matrix product, the way it is written: rows, columns, sums. */
final class Product {

  private Product() {}

  // sample: a length 3;4, b length 4;2
  @Differentiable
  static double[][] multiply(double[][] a, double[][] b) {
    int columns = b[0].length;
    double[][] c = new double[a.length][columns];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < b.length; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
    return c;
  }
}
