package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of sums, means and variances over axes. */
public final class SumRules {

  private SumRules() {}

  @DerivativeOf(type = Tensor.class, method = "sum")
  public static Tensor sum(Tensor x, int[] axes, Tensor cotangent) {
    return sum(x, false, axes, cotangent);
  }

  @DerivativeOf(type = Reductions.class, method = "sum")
  public static Tensor sum(Tensor x, boolean keepDims, int[] axes, Tensor cotangent) {
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    return Shapes.broadcastTo(kept, x.shape());
  }

  @DerivativeOf(type = Tensor.class, method = "mean")
  public static Tensor mean(Tensor x, int[] axes, Tensor cotangent) {
    return mean(x, false, axes, cotangent);
  }

  @DerivativeOf(type = Reductions.class, method = "mean")
  public static Tensor mean(Tensor x, boolean keepDims, int[] axes, Tensor cotangent) {
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    Tensor share = kept.div(Reductions.count(x, axes));
    return Shapes.broadcastTo(share, x.shape());
  }

  @DerivativeOf(type = Reductions.class, method = "variance")
  public static Tensor variance(
      Tensor x, int correction, boolean keepDims, int[] axes, Tensor cotangent) {
    Tensor kept = cotangent.reshape(Reductions.keptShape(x, axes));
    double divisor = Math.max(0, Reductions.count(x, axes) - correction);
    Tensor distance = x.sub(Reductions.mean(x, true, axes));
    return distance.mul(kept).mul(2 / divisor);
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "sum", mode = Mode.FORWARD)
    public static Tensor sum(Tensor x, int[] axes, Tensor dX) {
      return dX.sum(axes);
    }

    @DerivativeOf(type = Reductions.class, method = "sum", mode = Mode.FORWARD)
    public static Tensor sum(Tensor x, boolean keepDims, int[] axes, Tensor dX) {
      return Reductions.sum(dX, keepDims, axes);
    }

    @DerivativeOf(type = Tensor.class, method = "mean", mode = Mode.FORWARD)
    public static Tensor mean(Tensor x, int[] axes, Tensor dX) {
      return dX.mean(axes);
    }

    @DerivativeOf(type = Reductions.class, method = "mean", mode = Mode.FORWARD)
    public static Tensor mean(Tensor x, boolean keepDims, int[] axes, Tensor dX) {
      return Reductions.mean(dX, keepDims, axes);
    }

    @DerivativeOf(type = Reductions.class, method = "variance", mode = Mode.FORWARD)
    public static Tensor variance(
        Tensor x, int correction, boolean keepDims, int[] axes, Tensor dX) {
      double divisor = Math.max(0, Reductions.count(x, axes) - correction);
      Tensor distance = x.sub(Reductions.mean(x, true, axes));
      return Reductions.sum(distance.mul(dX), keepDims, axes).mul(2 / divisor);
    }
  }
}
