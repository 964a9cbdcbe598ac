package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code llsq}: a polynomial fitted to the sign function. */
public final class LeastSquares {

  private LeastSquares() {}

  /**
   * Half the sum of squared residuals at points from -1 to 1.
   *
   * @param x the coefficients of the polynomial, that of the constant first
   * @param n how many points, two at least
   */
  @Differentiable
  public static double halfSum(double[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = -1 + 2.0 * i / (n - 1);
      double residual = Math.signum(t);
      double power = 1;
      for (int j = 0; j < x.length; j++) {
        residual -= x[j] * power;
        power *= t;
      }
      sum += residual * residual;
    }
    return 0.5 * sum;
  }
}
