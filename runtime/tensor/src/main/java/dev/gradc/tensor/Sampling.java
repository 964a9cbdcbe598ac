package dev.gradc.tensor;

import java.util.random.RandomGenerator;

/** Tensors of random numbers. The same generator in the same state gives the same numbers. */
public final class Sampling {

  private Sampling() {}

  /**
   * Evenly distributed numbers.
   *
   * @param random where they come from
   * @param low the least
   * @param high above all of them; equal to low if all are to be that
   * @param dtype of the result
   * @param shape of the result
   * @return a new tensor
   */
  public static Tensor uniform(
      RandomGenerator random, double low, double high, DType dtype, int... shape) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("uniform: no number is from " + low + " to " + high);
    }
    Tensor result = Tensor.zeros(dtype, shape);
    for (int i = 0; i < result.size(); i++) {
      result.storage().set(i, low + (high - low) * random.nextDouble());
    }
    return result;
  }

  /**
   * Normally distributed numbers.
   *
   * @param random where they come from
   * @param mean of the distribution
   * @param deviation of the distribution, 0 or more
   * @param dtype of the result
   * @param shape of the result
   * @return a new tensor
   */
  public static Tensor normal(
      RandomGenerator random, double mean, double deviation, DType dtype, int... shape) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException("normal: the deviation is " + deviation);
    }
    Tensor result = Tensor.zeros(dtype, shape);
    for (int i = 0; i < result.size(); i++) {
      result.storage().set(i, mean + deviation * random.nextGaussian());
    }
    return result;
  }
}
