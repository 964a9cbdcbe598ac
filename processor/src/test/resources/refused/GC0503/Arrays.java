package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

final class Arrays {

  record Linear(Tensor weight) {}

  @Differentiable
  // error: [GC0503] derivatives flow through 'weights', an array of tensors
  static double parameter(Tensor x, Tensor[] weights) {
    return x.mul(weights[0]).item();
  }

  @Differentiable
  // error: [GC0503] derivatives flow through 'layersWeight', an array of tensors
  static double records(Tensor x, Linear[] layers) {
    return x.mul(layers[0].weight()).item();
  }

  @Differentiable
  static double local(Tensor x) {
    // error: [GC0503] derivatives flow through 'both'
    Tensor[] both = new Tensor[2];
    both[0] = x;
    both[1] = x;
    return both[0].mul(both[1]).item();
  }

  @Differentiable
  static double constants(Tensor x, @Detach Tensor[] batches) {
    return x.mul(batches[0]).item();
  }
}
