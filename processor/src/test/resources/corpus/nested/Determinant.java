package corpus.nested;

import dev.gradc.Differentiable;

/** By elimination in a copy of the matrix. */
final class Determinant {

  private Determinant() {}

  // sample: a length 9 in [0.1, 1]
  // tolerance: 1e-8
  @Differentiable
  static double determinant(double[] a) {
    double[] m = new double[9];
    for (int i = 0; i < 9; i++) {
      m[i] = i % 4 == 0 ? a[i] + 2 : a[i];
    }
    double product = 1;
    for (int k = 0; k < 3; k++) {
      double pivot = m[k * 3 + k];
      product *= pivot;
      for (int i = k + 1; i < 3; i++) {
        double factor = m[i * 3 + k] / pivot;
        for (int j = k; j < 3; j++) {
          m[i * 3 + j] -= factor * m[k * 3 + j];
        }
      }
    }
    return product;
  }
}
