package dev.gradc.tensor.copied;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** Methods whose tapes read again what their callers own, under one name and another. */
final class Copied {

  private Copied() {}

  record Layer(Tensor weight) {}

  @Differentiable
  static double itself(Tensor x) {
    return x.mul(x).mul(x).sum().item();
  }

  @Differentiable
  static double detached(Tensor x) {
    Tensor constant = x.detach();
    return x.mul(constant).mul(constant).sum().item();
  }

  @Differentiable
  static double layers(Layer[] layers, Tensor x) {
    Tensor state = x;
    for (Layer layer : layers) {
      Tensor frozen = layer.weight().detach();
      state = state.mul(layer.weight()).mul(frozen);
    }
    return state.sum().item();
  }

  @Differentiable
  static double carried(Tensor x, Tensor y, int steps) {
    Tensor last = x;
    Tensor sum = y;
    for (int step = 0; step < steps; step++) {
      sum = sum.mul(last);
      last = y.detach();
    }
    return sum.sum().item();
  }

  @Differentiable
  static double element(Tensor[] tensors) {
    Tensor first = tensors[0];
    tensors[0] = tensors[1];
    return first.mul(tensors[0]).mul(first).sum().item();
  }
}
