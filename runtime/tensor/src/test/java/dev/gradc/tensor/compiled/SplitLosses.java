package dev.gradc.tensor.compiled;

import dev.gradc.Differentiable;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Tensor;

/** The losses of {@link SplitSteps}, in a file of their own. */
public final class SplitLosses {

  private SplitLosses() {}

  @Differentiable
  public static double crossEntropy(Tensor scores, int[] labels) {
    return -Indexing.gather(scores.logSoftmax(1), 1, labels).mean().item();
  }

  @Differentiable
  static double decay(SplitModel model) {
    return squares(model.first().weight()) + squares(model.second().weight());
  }

  private static double squares(Tensor weight) {
    return weight.square().sum().item();
  }

  @Differentiable
  static Tensor scaled(Tensor x, double by) {
    return x.mul(by).tanh();
  }

  @Differentiable
  static double smoothed(Tensor x, Tensor y) {
    return Losses.smoothL1(x.tanh(), y.tanh(), 0.3).sum().item();
  }
}
