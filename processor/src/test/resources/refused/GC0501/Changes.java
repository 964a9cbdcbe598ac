package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

final class Changes {

  @Differentiable
  static double active(Tensor x) {
    Tensor y = x.mul(x);
    // error: [GC0501] 'y.fill(0)' changes a tensor, or gives a way to
    y.fill(0);
    return y.item();
  }

  @Differentiable
  static double constant(Tensor x, @Detach Tensor mask) {
    Tensor y = x.mul(mask);
    // error: [GC0501] 'mask.fill(1)' changes a tensor
    mask.fill(1);
    return y.item();
  }
}
