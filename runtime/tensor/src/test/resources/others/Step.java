import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

final class Step {

  private Step() {}

  @Differentiable
  static double step(Net net, Tensor x) {
    return Loss.of(net.apply(x), x);
  }
}
// file: Net
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

record Net(Tensor w) {
  @Differentiable
  Tensor apply(Tensor x) {
    return x.mul(w).tanh();
  }
}
// file: Loss
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

final class Loss {

  private Loss() {}

  @Differentiable
  static double of(Tensor y, @Detach Tensor target) {
    return y.sub(target).square().sum().item();
  }
}
