package dev.gradc.nn;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Convolution;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A layer that convolves pictures.
 *
 * @param weight [out channels, in channels, height, width]
 * @param bias [out channels]
 * @param sliding stride, padding and dilation
 */
public record Conv2d(Tensor weight, Tensor bias, Sliding sliding) {

  /**
   * A new layer with square kernels, all numbers uniform between -1/√n and 1/√n for n = in ·
   * kernel² as in PyTorch.
   *
   * @param random where the numbers come from
   * @param dtype of the parameters
   * @param in channels of the pictures that it is given
   * @param out channels of those that it makes
   * @param kernel height and width of the kernels
   * @param sliding stride, padding and dilation
   */
  public static Conv2d of(
      RandomGenerator random, DType dtype, int in, int out, int kernel, Sliding sliding) {
    double bound = 1 / Math.sqrt((double) in * kernel * kernel);
    return new Conv2d(
        Sampling.uniform(random, -bound, bound, dtype, out, in, kernel, kernel),
        Sampling.uniform(random, -bound, bound, dtype, out),
        sliding);
  }

  /**
   * The layer's output.
   *
   * @param x [batch, in channels, height, width]
   * @return [batch, out channels, rows, columns]
   * @throws IllegalArgumentException with both shapes, if the channels are others
   */
  @Differentiable
  public Tensor apply(Tensor x) {
    return Convolution.conv2d(x, weight, bias, sliding);
  }
}
