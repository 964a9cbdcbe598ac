package corpus.nested;

import dev.gradc.Differentiable;

// golden
/** A matrix, row by row in one array, times a vector. */
final class MatrixVector {

  private MatrixVector() {}

  // sample: rows in [1, 4], a length rows*3, x length 3
  @Differentiable
  static double[] multiply(int rows, double[] a, double[] x) {
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += a[i * x.length + j] * x[j];
      }
      y[i] = sum;
    }
    return y;
  }
}
// golden forward
