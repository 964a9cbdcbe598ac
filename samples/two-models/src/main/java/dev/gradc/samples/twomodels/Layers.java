package dev.gradc.samples.twomodels;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

/**
 * What the two networks are made of. Matrices are flat, row by row; a weight has a row per output,
 * as in PyTorch.
 */
final class Layers {

  private Layers() {}

  /**
   * A linear layer on a batch, input · weightᵀ + bias.
   *
   * @param weight outputs × inputs
   * @param bias outputs
   * @param input batch × inputs
   * @return batch × outputs
   */
  @Differentiable
  static double[] linear(double[] weight, double[] bias, double[] input) {
    int outputs = bias.length;
    int inputs = weight.length / outputs;
    int batch = input.length / inputs;
    double[] output = new double[batch * outputs];
    for (int b = 0; b < batch; b++) {
      for (int o = 0; o < outputs; o++) {
        double sum = bias[o];
        for (int i = 0; i < inputs; i++) {
          sum += input[b * inputs + i] * weight[o * inputs + i];
        }
        output[b * outputs + o] = sum;
      }
    }
    return output;
  }

  /** {@link #linear} on data, which needs no gradient: the first layer of a network. */
  @Differentiable
  static double[] firstLinear(double[] weight, double[] bias, @Detach double[] data) {
    return linear(weight, bias, data);
  }

  /** {@link #firstLinear} for a graph that more than one loss goes back through. */
  @Differentiable
  @Retain
  static double[] retainedFirstLinear(double[] weight, double[] bias, @Detach double[] data) {
    return linear(weight, bias, data);
  }

  /**
   * Softmax cross-entropy, the mean over the batch of log Σ<sub>k</sub> exp(z<sub>k</sub>) −
   * z<sub>label</sub>, with the maximum taken out first.
   *
   * @param logits batch × classes
   * @param labels the right class of each row
   */
  @Differentiable
  static double crossEntropy(double[] logits, int[] labels) {
    int batch = labels.length;
    int classes = logits.length / batch;
    double total = 0;
    for (int b = 0; b < batch; b++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        max = Math.max(max, logits[b * classes + c]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp(logits[b * classes + c] - max);
      }
      total += Math.log(sum) + max - logits[b * classes + labels[b]];
    }
    return total / batch;
  }

  /** The first loss by itself: cross-entropy of the first network's logits. */
  @Differentiable
  static double firstLoss(double[] weight1, double[] bias1, @Detach double[] data, int[] labels) {
    return crossEntropy(linear(weight1, bias1, data), labels);
  }

  /**
   * The second loss: cross-entropy of the second network on the first one's logits, which are cut
   * off so that no gradient reaches the first network.
   */
  @Differentiable
  static double secondLoss(
      double[] weight2, double[] bias2, @Detach double[] firstLogits, int[] labels) {
    return crossEntropy(linear(weight2, bias2, firstLogits), labels);
  }
}
