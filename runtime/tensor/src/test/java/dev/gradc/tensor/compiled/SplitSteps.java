package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** Training steps whose model and losses are in files of their own, as Java is usually written. */
final class SplitSteps {

  private SplitSteps() {}

  record Losses(double data, double decay) {}

  @Differentiable
  static double step(SplitModel model, @Detach Tensor data, int[] labels) {
    return SplitLosses.crossEntropy(model.apply(data), labels) + 1e-3 * SplitLosses.decay(model);
  }

  @Differentiable
  static Losses losses(SplitModel model, @Detach Tensor data, int[] labels) {
    return new Losses(
        SplitLosses.crossEntropy(model.apply(data), labels), SplitLosses.decay(model));
  }
}
