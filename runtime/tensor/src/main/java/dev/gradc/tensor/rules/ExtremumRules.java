package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Reductions;
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
    return chosen.mul(share);
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
    return chosen.mul(share);
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
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    return x.sub(Reductions.logSumExp(x, true, axes)).exp().mul(kept);
  }
}
