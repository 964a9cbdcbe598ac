package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The objective of {@code gmm}: the log posterior of a Gaussian mixture. */
public final class Mixture {

  /** So many points at once, innermost: what is done to each of them vectorises. */
  private static final int BLOCK = 64;

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
    for (int start = 0; start < x.length; start += BLOCK) {
      int size = Math.min(BLOCK, x.length - start);
      double[][] points = new double[d][size];
      for (int p = 0; p < size; p++) {
        for (int i = 0; i < d; i++) {
          points[i][p] = x[start + p][i];
        }
      }
      double[][] beta = new double[size][k];
      for (int c = 0; c < k; c++) {
        double[][] centered = new double[d][size];
        double[][] product = new double[d][size];
        for (int i = 0; i < d; i++) {
          for (int p = 0; p < size; p++) {
            centered[i][p] = points[i][p] - mu[c][i];
            product[i][p] = diagonal[c][i] * centered[i][p];
          }
        }
        int position = 0;
        for (int column = 0; column < d; column++) {
          double[] factor = centered[column];
          for (int row = column + 1; row < d; row++) {
            double[] sum = product[row];
            double element = l[c][position];
            for (int p = 0; p < size; p++) {
              sum[p] += element * factor[p];
            }
            position++;
          }
        }
        double[] squares = new double[size];
        for (double[] row : product) {
          for (int p = 0; p < size; p++) {
            squares[p] += row[p] * row[p];
          }
        }
        for (int p = 0; p < size; p++) {
          beta[p][c] = alpha[c] + sums[c] - 0.5 * squares[p];
        }
      }
      for (int p = 0; p < size; p++) {
        likelihood += LogSumExp.logSumExp(beta[p]);
      }
    }
    return constant + likelihood - x.length * LogSumExp.logSumExp(alpha) - prior;
  }
}
