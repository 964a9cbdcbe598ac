package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code det}: expansion along the first row, as it stands. */
final class Determinant {

  private Determinant() {}

  @Differentiable
  static double determinant(double[] a, int n) {
    return minor(a, n, 0, 0);
  }

  /**
   * Of the rows from one on, and the columns left.
   *
   * @param used a bit for each column that is gone
   */
  private static double minor(double[] a, int n, int row, int used) {
    if (row == n) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    for (int column = 0; column < n; column++) {
      if ((used & (1 << column)) == 0) {
        sum += sign * a[row * n + column] * minor(a, n, row + 1, used | (1 << column));
        sign = -sign;
      }
    }
    return sum;
  }
}
