package dev.gradc.tensor.compiled;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** Methods that {@link Programs} calls through their companion. */
final class Others {

  private Others() {}

  @Differentiable
  static Tensor scaled(Tensor x, Tensor w) {
    Tensor y = x.mul(w);
    return y.mul(y.sum().item());
  }

  @Differentiable
  static double total(Tensor x, Tensor w) {
    return x.mul(w).tanh().sum().item();
  }
}
