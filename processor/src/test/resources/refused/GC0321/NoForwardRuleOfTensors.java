package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Tensor;

final class NoForwardRuleOfTensors {

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor f(Tensor x) {
    // error: [GC0321] the call 'Curves.bend(x)' gives an array, or works on tensors
    return Curves.bend(x);
  }

  @DerivativeOf(type = Curves.class, method = "bend")
  static Tensor bend(Tensor x, Tensor cotangent) {
    return cotangent.mul(x);
  }
}

final class Curves {

  static Tensor bend(Tensor x) {
    return x.mul(x);
  }
}
