package dev.gradc.samples.benchmarks;

/** The gradient of {@code llsq} as one would write it: the powers of a point are computed once. */
final class LeastSquaresByHand {

  private final double[] powers;

  /**
   * Keeps what it needs from call to call.
   *
   * @param length of the coefficients
   */
  LeastSquaresByHand(int length) {
    powers = new double[length];
  }

  /** Adds to the gradient, and gives the value. */
  double addGradient(double[] x, int n, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = -1 + 2.0 * i / (n - 1);
      double residual = Math.signum(t);
      double power = 1;
      for (int j = 0; j < x.length; j++) {
        residual -= x[j] * power;
        powers[j] = power;
        power *= t;
      }
      sum += residual * residual;
      for (int j = 0; j < x.length; j++) {
        gradient[j] += -(residual * powers[j]);
      }
    }
    return 0.5 * sum;
  }
}
