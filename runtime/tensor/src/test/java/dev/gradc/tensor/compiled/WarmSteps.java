package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.FocalLosses;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Tensor;

/** Losses of steps that are run again and again, of batches of any size. */
final class WarmSteps {

  private WarmSteps() {}

  record Layer(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return x.matmul(weight).add(bias);
    }
  }

  @Differentiable
  static double crossEntropy(Layer layer, @Detach Tensor data, @Detach Tensor targets) {
    return Losses.binaryCrossEntropy(layer.apply(data), targets);
  }

  @Differentiable
  static double focal(Layer layer, @Detach Tensor data, @Detach Tensor targets) {
    return FocalLosses.balancedFocal(layer.apply(data), targets, 0.25, 2).mean().item();
  }

  @Differentiable
  static double smooth(Layer layer, @Detach Tensor data, @Detach Tensor targets) {
    return Losses.smoothL1(layer.apply(data), targets, 0.5).mean().item();
  }

  /** What one iteration gives, the next one and the last statement need. */
  @Differentiable
  static double loop(Layer layer, @Detach Tensor data, @Detach Tensor targets, int depth) {
    Tensor state = data;
    for (int i = 0; i < depth; i++) {
      state = layer.apply(state).tanh().add(state);
    }
    return state.sub(targets).square().mean().item();
  }
}
