package dev.gradc.tensor.compiled.packaged;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Tensor;

/** A layer that code of other packages calls. */
public record Dense(Tensor weight, Tensor bias) {

  @Differentiable
  public Tensor apply(Tensor x) {
    return Products.matmulTransposed(x, weight).add(bias).tanh();
  }
}
