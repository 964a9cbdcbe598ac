package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Batch, layer and group normalisation. All are {@link #standardize} over some axes, then a scale
 * and a shift for each channel or element. The variance is that of the numbers themselves, divided
 * by their count.
 */
public final class Normalization {

  /** The rank of [batch, groups, the rest]. */
  private static final int GROUPED = 3;

  private static final int[] LAST_OF_GROUPED = {2};

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
    Dimensions.checkAxes("standardize", axes, x.dimensions());
    Tensor result = Tensor.reuse(into, x.dtype(), x.dimensions(), x);
    standardize(x, x.dimensions(), epsilon, axes, result);
    return result;
  }

  /** The same of numbers as if both had that shape. */
  private static void standardize(
      Tensor x, int[] shape, double epsilon, int[] axes, Tensor result) {
    Accumulation numbers =
        Accumulation.over("standardize", x.storage(), shape, axes, result.scratch());
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
    numbers.end();
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
    checkChannels("batchNorm", x, weight);
    checkChannels("batchNorm", x, bias);
    int[] axes = besideChannels(x, Scratch.of(into).ints(Scratch.AXES, x.rank() - 1));
    if (Reductions.count(x, axes) == 1) {
      // Whatever it is, it would become the bias.
      throw new IllegalArgumentException(
          "batchNorm: shape "
              + Arrays.toString(x.dimensions())
              + " has one number for each channel, which has no spread");
    }
    return scaled(standardize(x, epsilon, axes, into), weight, bias);
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
    checkChannels("groupNorm", x, weight);
    checkChannels("groupNorm", x, bias);
    int[] shape = groupShape(x, groups, Scratch.of(into).shape(GROUPED));
    Tensor normal = Tensor.reuse(into, x.dtype(), x.dimensions(), x);
    standardize(x, shape, epsilon, LAST_OF_GROUPED, normal);
    return scaled(normal, weight, bias);
  }

  /** Changes what is normalised by a factor and a summand for each channel. */
  private static Tensor scaled(Tensor normal, Tensor weight, Tensor bias) {
    Elementwise.withChannels(ArithmeticKernel.MUL, normal, weight);
    Elementwise.withChannels(ArithmeticKernel.ADD, normal, bias);
    return normal;
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
        || !Arrays.equals(tail, 0, tail.length, shape, shape.length - tail.length, shape.length)
        || !Arrays.equals(tail, bias.dimensions())) {
      throw new IllegalArgumentException(
          "layerNorm: shape "
              + Arrays.toString(shape)
              + " does not end in those of weight "
              + Arrays.toString(tail)
              + " and bias "
              + Arrays.toString(bias.dimensions()));
    }
    int[] axes = last(x, Scratch.of(into).ints(Scratch.AXES, tail.length));
    Tensor result = standardize(x, epsilon, axes, into);
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
    checkChannels("trackStatistics", x, mean);
    checkChannels("trackStatistics", x, variance);
    int channels = x.dim(1);
    int count = channels == 0 ? 0 : x.size() / channels;
    if (count < 2) {
      throw new IllegalArgumentException(
          "trackStatistics: shape "
              + Arrays.toString(x.dimensions())
              + " has less than two numbers for each channel");
    }
    for (int channel = 0; channel < channels; channel++) {
      double now = sum(x, channel, 0, false) / count;
      move(mean.storage(), channel, now, momentum);
      move(variance.storage(), channel, sum(x, channel, now, true) / (count - 1), momentum);
    }
    mean.storage().changed();
    variance.storage().changed();
  }

  /** Of a channel's numbers, or of the squares of what they are away from their mean. */
  private static double sum(Tensor x, int channel, double mean, boolean isSquared) {
    int channels = x.dim(1);
    int inner = Dimensions.product(x.dimensions(), 2, x.rank());
    double sum = 0;
    for (int sample = 0; sample < x.dim(0); sample++) {
      int start = (sample * channels + channel) * inner;
      for (int i = start; i < start + inner; i++) {
        double away = x.storage().get(i) - mean;
        sum += isSquared ? away * away : away;
      }
    }
    return sum;
  }

  private static void move(Storage running, int channel, double now, double momentum) {
    running.set(channel, (1 - momentum) * running.get(channel) + momentum * now);
  }

  /** All axes but that of the channels, 1. */
  public static int[] axesBesideChannels(Tensor x) {
    return axesBesideChannels(x, null);
  }

  public static int[] axesBesideChannels(Tensor x, KeptPlaces into) {
    return besideChannels(x, KeptPlaces.reuse(into, x.rank() - 1));
  }

  private static int[] besideChannels(Tensor x, int[] axes) {
    last(x, axes);
    axes[0] = 0;
    return axes;
  }

  /** The last axes. */
  public static int[] lastAxes(Tensor x, int count) {
    return lastAxes(x, count, null);
  }

  public static int[] lastAxes(Tensor x, int count, KeptPlaces into) {
    return last(x, KeptPlaces.reuse(into, count));
  }

  private static int[] last(Tensor x, int[] axes) {
    for (int i = 0; i < axes.length; i++) {
      axes[i] = x.rank() - axes.length + i;
    }
    return axes;
  }

  /** The shape in which a number for each channel broadcasts; throws if there are others. */
  public static int[] channelShape(String operation, Tensor x, Tensor channels) {
    return channelShape(operation, x, channels, null);
  }

  public static int[] channelShape(String operation, Tensor x, Tensor channels, KeptPlaces into) {
    checkChannels(operation, x, channels);
    int[] result = KeptPlaces.reuse(into, x.rank());
    Arrays.fill(result, 1);
    result[1] = x.dim(1);
    return result;
  }

  private static void checkChannels(String operation, Tensor x, Tensor channels) {
    Tensor.commonType(operation, x, channels);
    int[] shape = x.dimensions();
    if (shape.length < 2 || channels.rank() != 1 || channels.dim(0) != shape[1]) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + Dimensions.both(shape, channels.dimensions())
              + ": one number for each channel, the second axis");
    }
  }

  /** The shape [batch, groups, the rest]. */
  public static int[] groupShape(Tensor x, int groups) {
    return groupShape(x, groups, (KeptPlaces) null);
  }

  public static int[] groupShape(Tensor x, int groups, KeptPlaces into) {
    return groupShape(x, groups, KeptPlaces.reuse(into, GROUPED));
  }

  private static int[] groupShape(Tensor x, int groups, int[] shape) {
    if (groups < 1 || x.dim(1) % groups != 0) {
      throw new IllegalArgumentException(
          "groupNorm: "
              + groups
              + " groups do not divide the channels of shape "
              + Arrays.toString(x.dimensions()));
    }
    int batch = x.dim(0);
    int rest = batch == 0 ? 0 : x.size() / batch / groups;
    shape[0] = batch;
    shape[1] = groups;
    shape[2] = rest;
    return shape;
  }
}
