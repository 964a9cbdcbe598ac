package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Batch, layer and group normalisation. All are {@link #standardize} over some axes, then a scale
 * and a shift for each channel or element. The variance is that of the numbers themselves, divided
 * by their count.
 */
public final class Normalization {

  private Normalization() {}

  /**
   * (x - mean) / √(variance + epsilon) over some axes.
   *
   * @param x any shape
   * @param epsilon keeps the divisor away from 0
   * @param axes over which mean and variance are taken; all if none is named
   * @return the same shape
   */
  public static Tensor standardize(Tensor x, double epsilon, int... axes) {
    return standardize(x, epsilon, axes, null);
  }

  public static Tensor standardize(Tensor x, double epsilon, int[] axes, Tensor into) {
    Accumulation numbers = Accumulation.over("standardize", x, axes);
    Tensor result = Tensor.reuse(into, x.dtype(), x.dimensions(), x);
    DType dtype = x.dtype();
    double[] means = numbers.sums();
    for (int i = 0; i < numbers.results(); i++) {
      means[i] /= numbers.count();
    }
    double[] scales = numbers.squares(means);
    // Rounded where mean, variance and so on would be tensors.
    double shift = rounded(epsilon, dtype);
    for (int i = 0; i < numbers.results(); i++) {
      double variance = rounded(scales[i] / numbers.count(), dtype);
      scales[i] = rounded(1 / Math.sqrt(rounded(variance + shift, dtype)), dtype);
      means[i] = rounded(means[i], dtype);
    }
    numbers.scale(means, scales, result.storage());
    return result;
  }

  private static double rounded(double number, DType dtype) {
    return dtype == DType.DOUBLE ? number : (float) number;
  }

  /**
   * Batch normalisation as in training, with mean and variance of this batch.
   *
   * @param x [batch, channels, …]
   * @param weight [channels]
   * @param bias [channels]
   * @param epsilon keeps the divisor away from 0
   * @return the shape of x
   */
  public static Tensor batchNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
    return batchNorm(x, weight, bias, epsilon, null);
  }

  public static Tensor batchNorm(
      Tensor x, Tensor weight, Tensor bias, double epsilon, Tensor into) {
    Tensor scale = weight.reshape(channelShape("batchNorm", x, weight));
    Tensor shift = bias.reshape(channelShape("batchNorm", x, bias));
    if (Reductions.count(x, axesBesideChannels(x)) == 1) {
      // Whatever it is, it would become the bias.
      throw new IllegalArgumentException(
          "batchNorm: shape "
              + Arrays.toString(x.dimensions())
              + " has one number for each channel, which has no spread");
    }
    Tensor result = standardize(x, epsilon, axesBesideChannels(x), into);
    return Into.add(Into.mul(result, scale, result), shift, result);
  }

  /**
   * Group normalisation: the channels in groups of neighbours, each normalised for each sample.
   *
   * @param x [batch, channels, …]
   * @param groups divides the channels
   * @param weight [channels]
   * @param bias [channels]
   * @param epsilon keeps the divisor away from 0
   * @return the shape of x
   */
  public static Tensor groupNorm(Tensor x, int groups, Tensor weight, Tensor bias, double epsilon) {
    return groupNorm(x, groups, weight, bias, epsilon, null);
  }

  public static Tensor groupNorm(
      Tensor x, int groups, Tensor weight, Tensor bias, double epsilon, Tensor into) {
    Tensor scale = weight.reshape(channelShape("groupNorm", x, weight));
    Tensor shift = bias.reshape(channelShape("groupNorm", x, bias));
    int[] shape = groupShape(x, groups);
    Tensor normal = Tensor.reuse(into, x.dtype(), x.dimensions(), x);
    int[] axes = {2};
    standardize(
        Tensor.wrap(x.storage(), shape), epsilon, axes, Tensor.wrap(normal.storage(), shape));
    return Into.add(Into.mul(normal, scale, normal), shift, normal);
  }

  /**
   * Layer normalisation: over the last axes, as many as the weight has.
   *
   * @param x [.., the shape of the weight]
   * @param weight one number for each element that is normalised together
   * @param bias the same shape
   * @param epsilon keeps the divisor away from 0
   * @return the shape of x
   */
  public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
    return layerNorm(x, weight, bias, epsilon, null);
  }

  public static Tensor layerNorm(
      Tensor x, Tensor weight, Tensor bias, double epsilon, Tensor into) {
    Tensor.commonType("layerNorm", x, weight);
    Tensor.commonType("layerNorm", x, bias);
    int[] shape = x.dimensions();
    int[] tail = weight.dimensions();
    boolean fits = tail.length > 0 && tail.length <= shape.length;
    if (!fits
        || !Arrays.equals(tail, Arrays.copyOfRange(shape, shape.length - tail.length, shape.length))
        || !Arrays.equals(tail, bias.dimensions())) {
      throw new IllegalArgumentException(
          "layerNorm: shape "
              + Arrays.toString(shape)
              + " does not end in those of weight "
              + Arrays.toString(tail)
              + " and bias "
              + Arrays.toString(bias.dimensions()));
    }
    Tensor result = standardize(x, epsilon, lastAxes(x, tail.length), into);
    return Into.add(Into.mul(result, weight, result), bias, result);
  }

  /**
   * Moves running statistics, which batch normalisation uses outside of training, towards those of
   * a batch, in place. The variance is the estimate with n - 1.
   *
   * @param x [batch, channels, …], with more than one number for each channel
   * @param momentum the weight of this batch
   * @param mean [channels], is changed
   * @param variance [channels], is changed
   */
  public static void trackStatistics(Tensor x, double momentum, Tensor mean, Tensor variance) {
    channelShape("trackStatistics", x, mean);
    channelShape("trackStatistics", x, variance);
    int[] axes = axesBesideChannels(x);
    if (Reductions.count(x, axes) < 2) {
      throw new IllegalArgumentException(
          "trackStatistics: shape "
              + Arrays.toString(x.dimensions())
              + " has less than two numbers for each channel");
    }
    move(mean, x.mean(axes), momentum);
    move(variance, Reductions.variance(x, 1, false, axes), momentum);
  }

  private static void move(Tensor running, Tensor now, double momentum) {
    running.mulInPlace(1 - momentum);
    now.mulInPlace(momentum);
    running.addInPlace(now);
  }

  /** All axes but that of the channels, 1. */
  public static int[] axesBesideChannels(Tensor x) {
    int[] axes = lastAxes(x, x.rank() - 1);
    axes[0] = 0;
    return axes;
  }

  /** The last axes. */
  public static int[] lastAxes(Tensor x, int count) {
    int[] axes = new int[count];
    for (int i = 0; i < count; i++) {
      axes[i] = x.rank() - count + i;
    }
    return axes;
  }

  /** The shape in which a number for each channel broadcasts; throws if there are others. */
  public static int[] channelShape(String operation, Tensor x, Tensor channels) {
    Tensor.commonType(operation, x, channels);
    int[] shape = x.dimensions();
    if (shape.length < 2 || channels.rank() != 1 || channels.dim(0) != shape[1]) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + Dimensions.both(shape, channels.dimensions())
              + ": one number for each channel, the second axis");
    }
    int[] result = new int[shape.length];
    Arrays.fill(result, 1);
    result[1] = shape[1];
    return result;
  }

  /** The shape [batch, groups, the rest]. */
  public static int[] groupShape(Tensor x, int groups) {
    if (groups < 1 || x.dim(1) % groups != 0) {
      throw new IllegalArgumentException(
          "groupNorm: "
              + groups
              + " groups do not divide the channels of shape "
              + Arrays.toString(x.dimensions()));
    }
    int batch = x.dim(0);
    int rest = batch == 0 ? 0 : x.size() / batch / groups;
    return new int[] {batch, groups, rest};
  }
}
