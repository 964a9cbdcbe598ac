package dev.gradc.nn;

import dev.gradc.Differentiable;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Normalization;
import dev.gradc.tensor.Tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016): the last axes of each example to mean 0 and
 * variance 1, then scaled and shifted.
 *
 * @param weight one number for each element that is normalised together
 * @param bias the same shape
 */
public record LayerNorm(Tensor weight, Tensor bias) {

  private static final double EPSILON = 1e-5;

  /**
   * A new layer: scale 1, shift 0.
   *
   * @param dtype of the parameters
   * @param shape of what is normalised together: the last axes of each example
   */
  public static LayerNorm of(DType dtype, int... shape) {
    return new LayerNorm(Tensor.full(dtype, 1, shape), Tensor.zeros(dtype, shape));
  }

  /**
   * The layer's output.
   *
   * @param x [.., the shape of the weight]
   * @return the same shape
   * @throws IllegalArgumentException with both shapes, if x does not end in that of the weight
   */
  @Differentiable
  public Tensor apply(Tensor x) {
    return Normalization.layerNorm(x, weight, bias, EPSILON);
  }
}
