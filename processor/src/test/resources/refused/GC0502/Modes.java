package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Tensor;

final class Modes {

  record Model(Tensor weight, double scale) {}

  // error: [GC0502] 'forward' takes or gives tensors, and the mode FORWARD does not know them
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double forward(Tensor x) {
    return x.mul(x).item();
  }

  // error: [GC0502] 'hessian' takes or gives tensors, and the mode HESSIAN does not know them
  @Differentiable(modes = {Mode.HESSIAN})
  static double hessian(Model model, double x) {
    return model.weight().item() * model.scale() * x;
  }

  // error: [GC0502] the mode JACOBIAN does not know them
  @Differentiable(modes = {Mode.JACOBIAN})
  static double jacobian(double x, @Detach Tensor t) {
    return x * t.item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double inside(double x) {
    // error: [GC0502] 'Tensor.scalar(x)' takes or gives tensors, and the mode FORWARD
    Tensor t = Tensor.scalar(x);
    // error: [GC0502] 't.item()' takes or gives tensors
    return t.item();
  }
}
