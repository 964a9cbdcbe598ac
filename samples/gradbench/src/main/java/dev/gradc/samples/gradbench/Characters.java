package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The objective of {@code lstm}: a character model with diagonal weights. */
public final class Characters {

  private Characters() {}

  /**
   * The mean of the cross-entropies of all bits.
   *
   * @param main 2L x 4b, weights and biases of the layers in turn
   * @param extra 3 x b: weight in, weight out, bias out
   * @param state 2L x b, hidden and cell of the layers in turn, at first
   * @param sequence c x b
   */
  @Differentiable
  public static double loss(
      double[][] main, double[][] extra, @Detach double[][] state, @Detach double[][] sequence) {
    int layers = main.length / 2;
    int b = extra[0].length;
    double[][] now = new double[2 * layers][b];
    for (int i = 0; i < 2 * layers; i++) {
      for (int j = 0; j < b; j++) {
        now[i][j] = state[i][j];
      }
    }
    double[] u = new double[b];
    double total = 0;
    for (int t = 0; t < sequence.length - 1; t++) {
      for (int j = 0; j < b; j++) {
        u[j] = sequence[t][j] * extra[0][j];
      }
      for (int r = 0; r < layers; r++) {
        layer(main[2 * r], main[2 * r + 1], now[2 * r], now[2 * r + 1], u);
      }
      double sum = 2;
      for (int j = 0; j < b; j++) {
        u[j] = u[j] * extra[1][j] + extra[2][j];
        sum += Math.exp(u[j]);
      }
      double z = Math.log(sum);
      for (int j = 0; j < b; j++) {
        total += sequence[t + 1][j] * (u[j] - z);
      }
    }
    return -total / (b * (sequence.length - 1));
  }

  private static void layer(
      double[] weight, double[] bias, double[] hidden, double[] cell, double[] u) {
    int b = u.length;
    for (int j = 0; j < b; j++) {
      double forget = sigmoid(u[j] * weight[j] + bias[j]);
      double in = sigmoid(hidden[j] * weight[b + j] + bias[b + j]);
      double out = sigmoid(u[j] * weight[2 * b + j] + bias[2 * b + j]);
      double change = Math.tanh(hidden[j] * weight[3 * b + j] + bias[3 * b + j]);
      cell[j] = cell[j] * forget + in * change;
      hidden[j] = out * Math.tanh(cell[j]);
      u[j] = hidden[j];
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
