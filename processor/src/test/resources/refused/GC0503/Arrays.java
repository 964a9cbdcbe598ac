package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

final class Arrays {

  record Linear(Tensor weight) {}

  @Differentiable
  // error: [GC0503] derivatives flow through 'weights', a parameter or result that is an array of tensors
  static double parameter(Tensor x, Tensor[] weights) {
    return x.mul(weights[0]).item();
  }

  @Differentiable
  // error: [GC0503] derivatives flow through 'layersWeight'
  static double records(Tensor x, Linear[] layers) {
    return x.mul(layers[0].weight()).item();
  }

  @Differentiable
  // error: [GC0503] derivatives flow through
  static Tensor[] result(Tensor x) {
    return new Tensor[] {x};
  }

  @Differentiable
  static double local(Tensor x) {
    Tensor[] both = {x, x};
    return both[0].mul(both[1]).item();
  }

  @Differentiable
  static double constants(Tensor x, @Detach Tensor[] batches) {
    return x.mul(batches[0]).item();
  }
}
