package dev.gradc.nn;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Normalization;
import dev.gradc.tensor.Tensor;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015): each channel of a batch to mean 0 and variance 1,
 * then scaled and shifted. Outside of training the running statistics stand for those of the batch.
 *
 * @param weight [channels]
 * @param bias [channels]
 * @param runningMean [channels], moved by {@link #track}; no parameter
 * @param runningVariance [channels], moved by {@link #track}; no parameter
 */
public record BatchNorm(
    Tensor weight, Tensor bias, @Detach Tensor runningMean, @Detach Tensor runningVariance) {

  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;

  /**
   * A new layer: scale 1, shift 0, running statistics of mean 0 and variance 1.
   *
   * @param dtype of the parameters
   * @param channels of what it is given
   */
  public static BatchNorm of(DType dtype, int channels) {
    return new BatchNorm(
        Tensor.full(dtype, 1, channels),
        Tensor.zeros(dtype, channels),
        Tensor.zeros(dtype, channels),
        Tensor.full(dtype, 1, channels));
  }

  /**
   * In training: with the statistics of the batch.
   *
   * @param x [batch, channels, …]
   * @return the same shape
   * @throws IllegalArgumentException with both shapes, if the channels are others; if there is one
   *     number for each channel, as in a batch of one without planes
   */
  @Differentiable
  public Tensor apply(Tensor x) {
    return Normalization.batchNorm(x, weight, bias, EPSILON);
  }

  /**
   * Outside of training: with the running statistics.
   *
   * @param x [batch, channels, …]
   * @return the same shape
   * @throws IllegalArgumentException with both shapes, if the channels are others
   */
  @Differentiable
  public Tensor evaluate(Tensor x) {
    int[] shape = Normalization.channelShape("batchNorm", x, weight);
    Tensor scale = Functions.rsqrt(runningVariance.add(EPSILON)).reshape(shape);
    Tensor normal = x.sub(runningMean.reshape(shape)).mul(scale);
    return normal.mul(weight.reshape(shape)).add(bias.reshape(shape));
  }

  /**
   * Moves the running statistics towards those of a batch by a tenth, in place. It is called after
   * the step, whose method gives what the layer was given as a detached component of its result:
   *
   * <pre>{@code
   * record Step(double loss, @Detach Tensor hidden) {}
   * }</pre>
   *
   * @param x what {@link #apply} was given
   */
  public void track(Tensor x) {
    Normalization.trackStatistics(x, MOMENTUM, runningMean, runningVariance);
  }
}
