package corpus.recursion;

import dev.gradc.Differentiable;

// golden
/** Expansion along the first row, as in a textbook: columns that are used up are set bits. */
final class Determinant {

  private Determinant() {}

  // sample: a length 4;4
  @Differentiable
  static double determinant(double[][] a) {
    return minor(a, 0, 0);
  }

  private static double minor(double[][] a, int row, int used) {
    if (row == a.length) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    for (int column = 0; column < a.length; column++) {
      if ((used & (1 << column)) == 0) {
        sum += sign * a[row][column] * minor(a, row + 1, used | (1 << column));
        sign = -sign;
      }
    }
    return sum;
  }
}
