package dev.gradc.nn;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A linear layer, {@code y = x weightᵀ + bias}.
 *
 * @param weight [out, in]
 * @param bias [out]
 */
public record Linear(Tensor weight, Tensor bias) {

  /**
   * A new layer, all numbers uniform between -1/√in and 1/√in as in PyTorch (He et al., Delving
   * Deep into Rectifiers, with the slope √5).
   *
   * @param random where the numbers come from
   * @param dtype of the parameters
   * @param in how many numbers an example has
   * @param out how many it gets
   */
  public static Linear of(RandomGenerator random, DType dtype, int in, int out) {
    double bound = in == 0 ? 0 : 1 / Math.sqrt(in);
    return new Linear(
        Sampling.uniform(random, -bound, bound, dtype, out, in),
        Sampling.uniform(random, -bound, bound, dtype, out));
  }

  /**
   * The layer's output.
   *
   * @param x [.., in]
   * @return [.., out]
   * @throws IllegalArgumentException with both shapes, if the last axis is not as long as {@code
   *     in}, or the bias is not [out]
   */
  @Differentiable
  public Tensor apply(Tensor x) {
    requireFits(weight, bias);
    return Products.matmulTransposed(x, weight).add(bias);
  }

  /**
   * The same of numbers that need no gradient: the data of a first layer.
   *
   * @param x [.., in]
   * @return [.., out]
   * @throws IllegalArgumentException with both shapes, if the last axis is not as long as {@code
   *     in}, or the bias is not [out]
   */
  @Differentiable
  public Tensor applyToData(@Detach Tensor x) {
    requireFits(weight, bias);
    return Products.matmulTransposed(x, weight).add(bias);
  }

  /** An addition would repeat a bias of another shape, or the result for each of its rows. */
  private static void requireFits(Tensor weight, Tensor bias) {
    if (bias.rank() != 1 || bias.dim(0) != weight.dim(0)) {
      throw new IllegalArgumentException(
          "Linear: the bias is " + bias + ", which does not fit the weight " + weight);
    }
  }
}
