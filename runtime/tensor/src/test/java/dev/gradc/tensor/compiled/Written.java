package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Tensor;

/** What is generated for this is compared with a file. */
final class Written {

  private Written() {}

  record Linear(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return Products.matmulTransposed(x, weight).add(bias);
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double loss(Linear layer, @Detach Tensor data, @Detach Tensor targets) {
    Tensor error = layer.apply(data).relu().sub(targets);
    return error.square().mean().item();
  }
}
