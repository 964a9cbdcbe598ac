package dev.gradc.samples.gradbench;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The objective of {@code gmm}: the log posterior of a Gaussian mixture. */
public final class Mixture {

  /** So many points at once, innermost: what is done to each of them vectorises. */
  private static final int BLOCK = 256;

  /** So many columns of a triangle at once: a sum is loaded and stored once for all of them. */
  private static final int COLUMNS = 4;

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
        double[] squares = squares(points, mu[c], diagonal[c], l[c]);
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

  /**
   * Each point's squared distance from the mean of a component, in the metric of its triangle. What
   * it works on is small beside all components together, so the way back computes it again. The
   * triangle is applied to points and mean apart: nothing goes back to the points then. Where both
   * are far from the origin, beside the spread of the points, that costs digits.
   *
   * @param points d x their number
   * @param l the strictly lower triangle column by column
   */
  @Checkpoint
  private static double[] squares(
      @Detach double[][] points, double[] mean, double[] diagonal, double[] l) {
    int d = points.length;
    int size = points[0].length;
    double[] shift = applied(mean, diagonal, l);
    double[][] product = new double[d][size];
    for (int i = 0; i < d; i++) {
      scale(diagonal[i], points[i], shift[i], product[i]);
    }
    for (int column = 0; column < d; column += COLUMNS) {
      int end = Math.min(column + COLUMNS, d);
      for (int row = column + 1; row < end; row++) {
        for (int before = column; before < row; before++) {
          add(product[row], l[position(row, before, d)], points[before]);
        }
      }
      for (int row = end; row < d; row++) {
        addFour(
            product[row],
            l[position(row, column, d)],
            points[column],
            l[position(row, column + 1, d)],
            points[column + 1],
            l[position(row, column + 2, d)],
            points[column + 2],
            l[position(row, column + 3, d)],
            points[column + 3]);
      }
    }
    double[] squares = new double[size];
    for (double[] row : product) {
      for (int p = 0; p < size; p++) {
        squares[p] += row[p] * row[p];
      }
    }
    return squares;
  }

  /** The product of a triangle and a vector. */
  private static double[] applied(double[] vector, double[] diagonal, double[] l) {
    int d = vector.length;
    double[] product = new double[d];
    for (int i = 0; i < d; i++) {
      product[i] = diagonal[i] * vector[i];
    }
    int position = 0;
    for (int column = 0; column < d; column++) {
      for (int row = column + 1; row < d; row++) {
        product[row] += l[position] * vector[column];
        position++;
      }
    }
    return product;
  }

  private static void scale(double factor, double[] array, double shift, double[] result) {
    for (int p = 0; p < result.length; p++) {
      result[p] = factor * array[p] - shift;
    }
  }

  /** Adds a multiple of an array to another one. */
  private static void add(double[] sum, double element, double[] factor) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] += element * factor[p];
    }
  }

  private static void addFour(
      double[] sum,
      double element0,
      double[] factor0,
      double element1,
      double[] factor1,
      double element2,
      double[] factor2,
      double element3,
      double[] factor3) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] +=
          element0 * factor0[p]
              + element1 * factor1[p]
              + element2 * factor2[p]
              + element3 * factor3[p];
    }
  }

  /** Where the strictly lower triangle of d rows has an element. */
  private static int position(int row, int column, int d) {
    return column * d - column * (column + 1) / 2 + row - column - 1;
  }
}
