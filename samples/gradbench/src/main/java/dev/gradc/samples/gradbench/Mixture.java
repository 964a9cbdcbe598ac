package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The objective of {@code gmm}: the log posterior of a Gaussian mixture. */
public final class Mixture {

  private Mixture() {}

  /**
   * The log posterior, all of it.
   *
   * @param alpha of k components
   * @param mu k x d
   * @param q k x d, logarithms of the diagonals
   * @param l k x d(d-1)/2, the strictly lower triangles column by column
   * @param x n x d
   * @param gamma of the prior
   * @param m of the prior
   * @param constant what does not depend on the parameters
   */
  @Differentiable
  public static double posterior(
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      @Detach double[][] x,
      @Detach double gamma,
      int m,
      @Detach double constant) {
    int k = alpha.length;
    int d = mu[0].length;
    double[][] diagonal = new double[k][d];
    double[] sums = new double[k];
    double prior = 0;
    for (int c = 0; c < k; c++) {
      double squares = 0;
      for (int i = 0; i < d; i++) {
        sums[c] += q[c][i];
        diagonal[c][i] = Math.exp(q[c][i]);
        squares += diagonal[c][i] * diagonal[c][i];
      }
      for (double element : l[c]) {
        squares += element * element;
      }
      prior += 0.5 * gamma * gamma * squares - m * sums[c];
    }
    double likelihood = 0;
    double[] beta = new double[k];
    double[] centered = new double[d];
    double[] product = new double[d];
    for (double[] point : x) {
      for (int c = 0; c < k; c++) {
        for (int i = 0; i < d; i++) {
          centered[i] = point[i] - mu[c][i];
          product[i] = diagonal[c][i] * centered[i];
        }
        int position = 0;
        for (int column = 0; column < d; column++) {
          double difference = centered[column];
          for (int row = column + 1; row < d; row++) {
            product[row] += l[c][position] * difference;
            position++;
          }
        }
        double squares = 0;
        for (int i = 0; i < d; i++) {
          squares += product[i] * product[i];
        }
        beta[c] = alpha[c] + sums[c] - 0.5 * squares;
      }
      likelihood += LogSumExp.logSumExp(beta);
    }
    return constant + likelihood - x.length * LogSumExp.logSumExp(alpha) - prior;
  }
}
