package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
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
}
