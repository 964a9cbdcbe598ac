package dev.gradc.samples.twomodels;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** The forward pass of one training step, two networks and two losses, in three forms. */
final class Training {

  private Training() {}

  /** A linear layer; its gradient is such a record too. */
  record Linear(double[] weight, double[] bias) {

    /** The layer on a batch: input · weightᵀ + bias. */
    double[] apply(double[] input) {
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
  }

  /** The losses of the two networks. */
  record Losses(double l1, double l2) {}

  /** The same, where the pass from l2 leaves the graph for the pass from l1. */
  record KeptLosses(double l1, @Retain double l2) {}

  /** The clean form: no gradient of l2 reaches the first network. */
  @Differentiable
  static Losses detached(Linear model1, Linear model2, @Detach double[] data, int[] labels) {
    double[] a = model1.apply(data);
    @Detach double[] cut = a;
    double[] b = model2.apply(cut);
    return new Losses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  /** Both losses go back through the first network, and the second that does finds it there. */
  @Differentiable
  static KeptLosses retained(Linear model1, Linear model2, @Detach double[] data, int[] labels) {
    double[] a = model1.apply(data);
    double[] b = model2.apply(a);
    return new KeptLosses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  /** The form that everybody writes first: gradc notes, at {@code a}, that the graph is shared. */
  @Differentiable
  static Losses shared(Linear model1, Linear model2, @Detach double[] data, int[] labels) {
    double[] a = model1.apply(data);
    double[] b = model2.apply(a);
    return new Losses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  /**
   * Softmax cross-entropy, the mean over the batch of log Σ<sub>k</sub> exp(z<sub>k</sub>) −
   * z<sub>label</sub>, with the maximum taken out first.
   */
  private static double crossEntropy(double[] logits, int[] labels) {
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
}
