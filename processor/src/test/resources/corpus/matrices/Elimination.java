package corpus.matrices;

import dev.gradc.Differentiable;

/** Gaussian elimination: rows that are swapped, and arrays that are written in place. */
final class Elimination {

  private Elimination() {}

  // kinks
  // sample: m length 4;4
  @Differentiable
  static double determinant(double[][] m) {
    int n = m.length;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = m[i][j];
      }
    }
    return eliminate(a);
  }

  // kinks
  // sample: a length 3;3
  @Differentiable
  static double inPlace(double[][] a) {
    return eliminate(a);
  }

  private static double eliminate(double[][] a) {
    double determinant = 1;
    for (int k = 0; k < a.length; k++) {
      int pivot = k;
      for (int i = k + 1; i < a.length; i++) {
        if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
          pivot = i;
        }
      }
      if (pivot != k) {
        double[] row = a[k];
        a[k] = a[pivot];
        a[pivot] = row;
        determinant = -determinant;
      }
      for (int i = k + 1; i < a.length; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < a.length; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
      determinant *= a[k][k];
    }
    return determinant;
  }
}
