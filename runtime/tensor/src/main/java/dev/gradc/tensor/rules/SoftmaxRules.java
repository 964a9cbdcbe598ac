package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Tensor;

/** Rules of the softmax. */
public final class SoftmaxRules {

  private SoftmaxRules() {}

  @DerivativeOf(type = Tensor.class, method = "softmax")
  public static Tensor softmax(Tensor x, int axis, Tensor cotangent) {
    Tensor y = x.softmax(axis);
    // The mean is taken twice: what the first has left by rounding would be all of the result where
    // one part is nearly 1.
    Tensor centred = cotangent.sub(Reductions.sum(cotangent.mul(y), true, axis));
    return y.mul(centred.sub(Reductions.sum(centred.mul(y), true, axis)));
  }

  @DerivativeOf(type = Tensor.class, method = "logSoftmax")
  public static Tensor logSoftmax(Tensor x, int axis, Tensor cotangent) {
    return cotangent.sub(x.softmax(axis).mul(Reductions.sum(cotangent, true, axis)));
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    /** The Jacobian matrix is symmetric. */
    @DerivativeOf(type = Tensor.class, method = "softmax", mode = Mode.FORWARD)
    public static Tensor softmax(Tensor x, int axis, Tensor dX) {
      return SoftmaxRules.softmax(x, axis, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "logSoftmax", mode = Mode.FORWARD)
    public static Tensor logSoftmax(Tensor x, int axis, Tensor dX) {
      return dX.sub(Reductions.sum(x.softmax(axis).mul(dX), true, axis));
    }
  }
}
