package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Tensor;

/** Rules of the softmax. */
public final class SoftmaxRules {

  private SoftmaxRules() {}

  @DerivativeOf(type = Tensor.class, method = "softmax")
  public static Tensor softmax(Tensor x, int axis, Tensor cotangent) {
    Tensor y = x.softmax(axis);
    // Only differences of cotangents count. From that of the largest part they are exact where it
    // is all but 1, and the others' are as small as they are.
    Tensor largest = Comparisons.equal(y, Reductions.max(y, true, axis));
    Tensor chosen = Reductions.sum(Comparisons.where(largest, cotangent, largest), true, axis);
    Tensor centred = cotangent.sub(chosen.div(Reductions.sum(largest, true, axis)));
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
