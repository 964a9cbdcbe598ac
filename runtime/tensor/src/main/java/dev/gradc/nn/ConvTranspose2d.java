package dev.gradc.nn;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Convolution;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * The transpose of a convolution, which makes pictures larger: the layer of generators.
 *
 * @param weight [in channels, out channels, height, width]
 * @param bias [out channels]
 * @param sliding stride, padding and dilation of the convolution that this is the transpose of
 */
public record ConvTranspose2d(Tensor weight, Tensor bias, Sliding sliding) {

  /**
   * A new layer with square kernels, all numbers uniform between -1/√n and 1/√n for n = out ·
   * kernel² as in PyTorch.
   *
   * @param random where the numbers come from
   * @param dtype of the parameters
   * @param in channels of the pictures that it is given
   * @param out channels of those that it makes
   * @param kernel height and width of the kernels
   * @param sliding stride, padding and dilation
   */
  public static ConvTranspose2d of(
      RandomGenerator random, DType dtype, int in, int out, int kernel, Sliding sliding) {
    double bound = 1 / Math.sqrt((double) out * kernel * kernel);
    return new ConvTranspose2d(
        Sampling.uniform(random, -bound, bound, dtype, in, out, kernel, kernel),
        Sampling.uniform(random, -bound, bound, dtype, out),
        sliding);
  }

  /**
   * The layer's output.
   *
   * @param x [batch, in channels, rows, columns]
   * @return [batch, out channels, height, width], for stride 2, padding 1 and kernels of 4 twice as
   *     high and wide
   * @throws IllegalArgumentException with both shapes, if the channels are others
   */
  @Differentiable
  public Tensor apply(Tensor x) {
    return Convolution.convTranspose2d(x, weight, bias, sliding, 0);
  }
}
