package dev.gradc.nn;

import dev.gradc.Differentiable;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Normalization;
import dev.gradc.tensor.Tensor;

/**
 * Group normalisation (Wu and He, 2018): the channels of each example in groups, each to mean 0 and
 * variance 1, then scaled and shifted by channel.
 *
 * @param weight [channels]
 * @param bias [channels]
 * @param groups divides the channels
 */
public record GroupNorm(Tensor weight, Tensor bias, int groups) {

  private static final double EPSILON = 1e-5;

  /**
   * A new layer: scale 1, shift 0.
   *
   * @param dtype of the parameters
   * @param groups how many
   * @param channels of what it is given, a multiple of the groups
   */
  public static GroupNorm of(DType dtype, int groups, int channels) {
    return new GroupNorm(Tensor.full(dtype, 1, channels), Tensor.zeros(dtype, channels), groups);
  }

  /**
   * The layer's output.
   *
   * @param x [batch, channels, …]
   * @return the same shape
   * @throws IllegalArgumentException if the channels are others, or the groups do not divide them
   */
  @Differentiable
  public Tensor apply(Tensor x) {
    return Normalization.groupNorm(x, groups, weight, bias, EPSILON);
  }
}
