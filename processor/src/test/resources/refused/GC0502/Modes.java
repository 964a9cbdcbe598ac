package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Tensor;

final class Modes {

  record Model(Tensor weight, double scale) {}

  // error: [GC0502] 'ofModel' takes or gives tensors, and the mode JACOBIAN does not know them
  @Differentiable(modes = {Mode.REVERSE, Mode.JACOBIAN})
  static double ofModel(Model model, double x) {
    return model.weight().item() * model.scale() * x;
  }

  // error: [GC0502] the mode JACOBIAN does not know them
  @Differentiable(modes = {Mode.JACOBIAN})
  static double jacobian(double x, @Detach Tensor t) {
    return x * t.item();
  }
}
