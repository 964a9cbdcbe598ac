// did not compile (isZero4 in generated code): a condition of a branch that is always taken was asked below it
// option: -Agradc.disable=algebra
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.*;

final class AbsentTangents {

  private AbsentTangents() {}

  // inputs: x tensor n,n
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double broadcast(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    Tensor h = x;
    for (int i = 0; i < count; i++) {
      if (flag && i > 1) {
        break;
      }
      h = h.add(h.matmul(h).sum().mul(0.1)).tanh();
    }
    return h.square().sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double loop(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    Tensor h = x;
    for (int i = 0; i < count; i++) {
      h = h.mul(x).sub(0.5);
    }
    return h.square().sum().item();
  }
}
