package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of extrema, where ties share the gradient evenly, norms and logarithms of sums. */
public final class ExtremumRules {

  private ExtremumRules() {}

  @DerivativeOf(type = Tensor.class, method = "max")
  public static Tensor max(Tensor x, int[] axes, Tensor cotangent) {
    return max(x, false, axes, cotangent);
  }

  @DerivativeOf(type = Reductions.class, method = "max")
  public static Tensor max(Tensor x, boolean keepDims, int[] axes, Tensor cotangent) {
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    Tensor chosen = Comparisons.equal(x, Reductions.max(x, true, axes));
    Tensor share = kept.div(Reductions.sum(chosen, true, axes));
    return Comparisons.where(chosen, Shapes.broadcastTo(share, x.shape()), chosen);
  }

  @DerivativeOf(type = Tensor.class, method = "min")
  public static Tensor min(Tensor x, int[] axes, Tensor cotangent) {
    return min(x, false, axes, cotangent);
  }

  @DerivativeOf(type = Reductions.class, method = "min")
  public static Tensor min(Tensor x, boolean keepDims, int[] axes, Tensor cotangent) {
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    Tensor chosen = Comparisons.equal(x, Reductions.min(x, true, axes));
    Tensor share = kept.div(Reductions.sum(chosen, true, axes));
    return Comparisons.where(chosen, Shapes.broadcastTo(share, x.shape()), chosen);
  }

  @DerivativeOf(type = Reductions.class, method = "norm")
  public static Tensor norm(Tensor x, boolean keepDims, int[] axes, Tensor cotangent) {
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    Tensor norm = Reductions.norm(x, true, axes);
    Tensor divisor = norm.add(Comparisons.equal(norm, 0));
    return x.mul(kept.div(divisor));
  }

  @DerivativeOf(type = Reductions.class, method = "logSumExp")
  public static Tensor logSumExp(Tensor x, boolean keepDims, int[] axes, Tensor cotangent) {
    return weights(x, axes).mul(cotangent.reshape(Reductions.keptShape(x, axes)));
  }

  /** The shares of the exponentials in their sum. */
  private static Tensor weights(Tensor x, int[] axes) {
    Tensor whole = Reductions.logSumExp(x, true, axes);
    Tensor isNothing = Comparisons.equal(whole, Double.NEGATIVE_INFINITY);
    if (axes.length == 1 && isNothing.sum().item() == 0) {
      // Differentiated again, the rule of the softmax is right where one share is all but 1.
      return x.softmax(axes[0]);
    }
    // The parts of nothing weigh nothing: -∞ less -∞ would be NaN.
    Tensor zeros = Tensor.zeros(whole.dtype(), whole.shape());
    return x.sub(Comparisons.where(isNothing, zeros, whole)).exp();
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "max", mode = Mode.FORWARD)
    public static Tensor max(Tensor x, int[] axes, Tensor dX) {
      return max(x, false, axes, dX);
    }

    @DerivativeOf(type = Reductions.class, method = "max", mode = Mode.FORWARD)
    public static Tensor max(Tensor x, boolean keepDims, int[] axes, Tensor dX) {
      Tensor chosen = Comparisons.equal(x, Reductions.max(x, true, axes));
      Tensor ties = Reductions.sum(chosen, keepDims, axes);
      return Reductions.sum(Comparisons.where(chosen, dX, chosen), keepDims, axes).div(ties);
    }

    @DerivativeOf(type = Tensor.class, method = "min", mode = Mode.FORWARD)
    public static Tensor min(Tensor x, int[] axes, Tensor dX) {
      return min(x, false, axes, dX);
    }

    @DerivativeOf(type = Reductions.class, method = "min", mode = Mode.FORWARD)
    public static Tensor min(Tensor x, boolean keepDims, int[] axes, Tensor dX) {
      Tensor chosen = Comparisons.equal(x, Reductions.min(x, true, axes));
      Tensor ties = Reductions.sum(chosen, keepDims, axes);
      return Reductions.sum(Comparisons.where(chosen, dX, chosen), keepDims, axes).div(ties);
    }

    @DerivativeOf(type = Reductions.class, method = "norm", mode = Mode.FORWARD)
    public static Tensor norm(Tensor x, boolean keepDims, int[] axes, Tensor dX) {
      Tensor norm = Reductions.norm(x, keepDims, axes);
      Tensor divisor = norm.add(Comparisons.equal(norm, 0));
      return Reductions.sum(x.mul(dX), keepDims, axes).div(divisor);
    }

    @DerivativeOf(type = Reductions.class, method = "logSumExp", mode = Mode.FORWARD)
    public static Tensor logSumExp(Tensor x, boolean keepDims, int[] axes, Tensor dX) {
      return Reductions.sum(weights(x, axes).mul(dX), keepDims, axes);
    }
  }
}
