package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Mode;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Normalization;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of normalisation. */
public final class NormalizationRules {

  private NormalizationRules() {}

  /** The cotangents of numbers, scale and shift. */
  public record Affine(Tensor x, Tensor weight, Tensor bias) {}

  /**
   * With y the result and s = 1 / √(variance + epsilon): s · (c - mean(c) - y · mean(c · y)).
   * Epsilon is a constant.
   */
  @DerivativeOf(type = Normalization.class, method = "standardize")
  public static Tensor standardize(Tensor x, @Detach double epsilon, int[] axes, Tensor cotangent) {
    Tensor y = Normalization.standardize(x, epsilon, axes);
    Tensor scale = Functions.rsqrt(Reductions.variance(x, 0, true, axes).add(epsilon));
    Tensor along = y.mul(Reductions.mean(cotangent.mul(y), true, axes));
    Tensor across = cotangent.sub(Reductions.mean(cotangent, true, axes));
    return across.sub(along).mul(scale);
  }

  @DerivativeOf(type = Normalization.class, method = "batchNorm")
  public static Affine batchNorm(
      Tensor x, Tensor weight, Tensor bias, @Detach double epsilon, Tensor cotangent) {
    int[] axes = Normalization.axesBesideChannels(x);
    Tensor scale = weight.reshape(Normalization.channelShape("batchNorm", x, weight));
    Tensor y = Normalization.standardize(x, epsilon, axes);
    return new Affine(
        standardize(x, epsilon, axes, cotangent.mul(scale)),
        cotangent.mul(y).sum(axes),
        cotangent.sum(axes));
  }

  @DerivativeOf(type = Normalization.class, method = "groupNorm")
  public static Affine groupNorm(
      Tensor x, int groups, Tensor weight, Tensor bias, @Detach double epsilon, Tensor cotangent) {
    int[] axes = Normalization.axesBesideChannels(x);
    int[] last = {2};
    Tensor scale = weight.reshape(Normalization.channelShape("groupNorm", x, weight));
    Tensor grouped = x.reshape(Normalization.groupShape(x, groups));
    Tensor y = Normalization.standardize(grouped, epsilon, last).reshape(x.shape());
    Tensor inner = cotangent.mul(scale).reshape(grouped.shape());
    return new Affine(
        standardize(grouped, epsilon, last, inner).reshape(x.shape()),
        cotangent.mul(y).sum(axes),
        cotangent.sum(axes));
  }

  @DerivativeOf(type = Normalization.class, method = "layerNorm")
  public static Affine layerNorm(
      Tensor x, Tensor weight, Tensor bias, @Detach double epsilon, Tensor cotangent) {
    int[] axes = Normalization.lastAxes(x, weight.rank());
    Tensor y = Normalization.standardize(x, epsilon, axes);
    return new Affine(
        standardize(x, epsilon, axes, cotangent.mul(weight)),
        Shapes.sumTo(cotangent.mul(y), weight.shape()),
        Shapes.sumTo(cotangent, bias.shape()));
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    /** The Jacobian matrix is symmetric. */
    @DerivativeOf(type = Normalization.class, method = "standardize", mode = Mode.FORWARD)
    public static Tensor standardize(Tensor x, @Detach double epsilon, int[] axes, Tensor dX) {
      return NormalizationRules.standardize(x, epsilon, axes, dX);
    }

    @DerivativeOf(type = Normalization.class, method = "batchNorm", mode = Mode.FORWARD)
    public static Tensor batchNorm(
        Tensor x,
        Tensor weight,
        Tensor bias,
        @Detach double epsilon,
        Tensor dX,
        Tensor dWeight,
        Tensor dBias) {
      int[] axes = Normalization.axesBesideChannels(x);
      int[] channels = Normalization.channelShape("batchNorm", x, weight);
      Tensor y = Normalization.standardize(x, epsilon, axes);
      return standardize(x, epsilon, axes, dX)
          .mul(weight.reshape(channels))
          .add(y.mul(dWeight.reshape(channels)))
          .add(Shapes.broadcastTo(dBias.reshape(channels), x.shape()));
    }

    @DerivativeOf(type = Normalization.class, method = "groupNorm", mode = Mode.FORWARD)
    public static Tensor groupNorm(
        Tensor x,
        int groups,
        Tensor weight,
        Tensor bias,
        @Detach double epsilon,
        Tensor dX,
        Tensor dWeight,
        Tensor dBias) {
      int[] last = {2};
      int[] channels = Normalization.channelShape("groupNorm", x, weight);
      Tensor grouped = x.reshape(Normalization.groupShape(x, groups));
      Tensor y = Normalization.standardize(grouped, epsilon, last).reshape(x.shape());
      Tensor inner = standardize(grouped, epsilon, last, dX.reshape(grouped.shape()));
      return inner
          .reshape(x.shape())
          .mul(weight.reshape(channels))
          .add(y.mul(dWeight.reshape(channels)))
          .add(Shapes.broadcastTo(dBias.reshape(channels), x.shape()));
    }

    @DerivativeOf(type = Normalization.class, method = "layerNorm", mode = Mode.FORWARD)
    public static Tensor layerNorm(
        Tensor x,
        Tensor weight,
        Tensor bias,
        @Detach double epsilon,
        Tensor dX,
        Tensor dWeight,
        Tensor dBias) {
      int[] axes = Normalization.lastAxes(x, weight.rank());
      Tensor y = Normalization.standardize(x, epsilon, axes);
      return standardize(x, epsilon, axes, dX)
          .mul(weight)
          .add(y.mul(dWeight))
          .add(Shapes.broadcastTo(dBias, x.shape()));
    }
  }
}
