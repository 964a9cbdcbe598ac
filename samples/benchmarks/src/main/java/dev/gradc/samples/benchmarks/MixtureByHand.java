package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.MixtureInput;
import java.util.Arrays;

/**
 * The gradient of {@code gmm} as one would write it: point by point, forward through all components
 * and back through them, with nothing kept but what one point needs.
 */
final class MixtureByHand {

  private final MixtureInput in;
  private final double constant;
  private final double[] sums;
  private final double[] beta;
  private final double[] weights;
  private final double[] weightSums;
  private final double[][] diagonal;
  private final double[][] diagonalAdjoint;
  private final double[][] centered;
  private final double[][] product;
  private final double[] centeredAdjoint;
  private final LogSumExpByHand logSumExp;

  /** What is added to. */
  record Gradient(double[] alpha, double[][] mu, double[][] q, double[][] l) {

    static Gradient zeros(MixtureInput in) {
      int k = in.alpha().length;
      int d = in.mu()[0].length;
      return new Gradient(
          new double[k], new double[k][d], new double[k][d], new double[k][in.l()[0].length]);
    }

    void setZero() {
      Arrays.fill(alpha, 0);
      for (double[][] matrix : new double[][][] {mu, q, l}) {
        for (double[] row : matrix) {
          Arrays.fill(row, 0);
        }
      }
    }
  }

  /** Keeps what it needs from call to call. */
  MixtureByHand(MixtureInput in) {
    this.in = in;
    constant = in.constant();
    int k = in.alpha().length;
    int d = in.mu()[0].length;
    sums = new double[k];
    beta = new double[k];
    weights = new double[k];
    weightSums = new double[k];
    diagonal = new double[k][d];
    diagonalAdjoint = new double[k][d];
    centered = new double[k][d];
    product = new double[k][d];
    centeredAdjoint = new double[d];
    logSumExp = new LogSumExpByHand(k);
  }

  /** Adds to the gradient, and gives the value. */
  double addGradient(Gradient gradient) {
    int k = beta.length;
    double prior = begin();
    double likelihood = 0;
    for (double[] point : in.x()) {
      for (int c = 0; c < k; c++) {
        double squares =
            forward(point, in.mu()[c], diagonal[c], in.l()[c], centered[c], product[c]);
        beta[c] = in.alpha()[c] + sums[c] - 0.5 * squares;
      }
      Arrays.fill(weights, 0);
      likelihood += logSumExp.addGradient(beta, 1, weights);
      for (int c = 0; c < k; c++) {
        double weight = weights[c];
        weightSums[c] += weight;
        backward(weight, c, gradient.mu[c], gradient.l[c]);
      }
    }
    end(gradient);
    double ofAlpha = logSumExp.addGradient(in.alpha(), -in.x().length, gradient.alpha);
    return constant + likelihood - in.x().length * ofAlpha - prior;
  }

  /** The diagonals and their sums; gives the prior. */
  private double begin() {
    double gamma = in.gamma();
    double prior = 0;
    for (int c = 0; c < sums.length; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < diagonal[c].length; i++) {
        double q = in.q()[c][i];
        double power = Math.exp(q);
        sum += q;
        diagonal[c][i] = power;
        squares += power * power;
      }
      for (double element : in.l()[c]) {
        squares += element * element;
      }
      Arrays.fill(diagonalAdjoint[c], 0);
      sums[c] = sum;
      weightSums[c] = 0;
      prior += 0.5 * gamma * gamma * squares - in.m() * sum;
    }
    return prior;
  }

  private static double forward(
      double[] point,
      double[] mu,
      double[] diagonal,
      double[] l,
      double[] centered,
      double[] product) {
    int d = point.length;
    for (int i = 0; i < d; i++) {
      centered[i] = point[i] - mu[i];
      product[i] = diagonal[i] * centered[i];
    }
    int position = 0;
    for (int column = 0; column < d; column++) {
      double difference = centered[column];
      int shift = position - column - 1;
      for (int row = column + 1; row < d; row++) {
        product[row] += l[shift + row] * difference;
      }
      position += d - column - 1;
    }
    double squares = 0;
    for (int i = 0; i < d; i++) {
      squares += product[i] * product[i];
    }
    return squares;
  }

  /** The adjoint of half the squares is minus the weight, that of a product minus that times it. */
  private void backward(double weight, int c, double[] muAdjoint, double[] lAdjoint) {
    double[] ofProduct = product[c];
    double[] difference = centered[c];
    double[] factor = diagonal[c];
    double[] ofFactor = diagonalAdjoint[c];
    double[] l = in.l()[c];
    int d = ofProduct.length;
    for (int i = 0; i < d; i++) {
      ofProduct[i] *= -weight;
      ofFactor[i] += ofProduct[i] * difference[i];
      centeredAdjoint[i] = ofProduct[i] * factor[i];
    }
    int position = 0;
    for (int column = 0; column < d; column++) {
      double value = difference[column];
      double adjoint = 0;
      int shift = position - column - 1;
      for (int row = column + 1; row < d; row++) {
        adjoint += l[shift + row] * ofProduct[row];
        lAdjoint[shift + row] += value * ofProduct[row];
      }
      muAdjoint[column] += -(centeredAdjoint[column] + adjoint);
      position += d - column - 1;
    }
  }

  private void end(Gradient gradient) {
    double squared = in.gamma() * in.gamma();
    for (int c = 0; c < sums.length; c++) {
      gradient.alpha[c] += weightSums[c];
      double ofSum = weightSums[c] + in.m();
      for (int i = 0; i < diagonal[c].length; i++) {
        double factor = diagonal[c][i];
        gradient.q[c][i] += ofSum + (diagonalAdjoint[c][i] - squared * factor) * factor;
      }
      for (int i = 0; i < gradient.l[c].length; i++) {
        gradient.l[c][i] += -(squared * in.l()[c][i]);
      }
    }
  }
}
