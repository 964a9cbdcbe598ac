package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Reductions over axes. With {@code keepDims} the axes stay with length 1, so that the result
 * broadcasts against the argument; if no axes are named, all are reduced. Sums of floats are taken
 * in double.
 */
public final class Reductions {

  private Reductions() {}

  /** The sum. */
  public static Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return sum(x, keepDims, axes, null);
  }

  public static Tensor sum(Tensor x, boolean keepDims, int[] axes, Tensor into) {
    Accumulation sums = Accumulation.over("sum", x, axes, into);
    return sums.result(sums.sums(), keepDims, into);
  }

  /** The mean; NaN of nothing. */
  public static Tensor mean(Tensor x, boolean keepDims, int... axes) {
    return mean(x, keepDims, axes, null);
  }

  public static Tensor mean(Tensor x, boolean keepDims, int[] axes, Tensor into) {
    Accumulation sums = Accumulation.over("mean", x, axes, into);
    return sums.result(divided(sums.sums(), sums.results(), sums.count()), keepDims, into);
  }

  /** The largest element; NaN if one is. Throws where there is nothing. */
  public static Tensor max(Tensor x, boolean keepDims, int... axes) {
    return max(x, keepDims, axes, null);
  }

  public static Tensor max(Tensor x, boolean keepDims, int[] axes, Tensor into) {
    Accumulation largest = Accumulation.overSome("max", x, axes, into);
    return largest.result(
        largest.run(Double.NEGATIVE_INFINITY, (best, value) -> Math.max(best, value)),
        keepDims,
        into);
  }

  /** The smallest element; NaN if one is. Throws where there is nothing. */
  public static Tensor min(Tensor x, boolean keepDims, int... axes) {
    return min(x, keepDims, axes, null);
  }

  public static Tensor min(Tensor x, boolean keepDims, int[] axes, Tensor into) {
    Accumulation smallest = Accumulation.overSome("min", x, axes, into);
    return smallest.result(
        smallest.run(Double.POSITIVE_INFINITY, (best, value) -> Math.min(best, value)),
        keepDims,
        into);
  }

  /**
   * The mean square distance from the mean, in two passes.
   *
   * @param x the numbers
   * @param correction is subtracted from their count n in the divisor: 0 for the variance of these
   *     numbers, 1 for the estimate of that which they are drawn from. NaN or infinite if n is not
   *     larger.
   * @param keepDims whether reduced axes stay
   * @param axes to reduce
   * @return the variance
   */
  public static Tensor variance(Tensor x, int correction, boolean keepDims, int... axes) {
    return variance(x, correction, keepDims, axes, null);
  }

  public static Tensor variance(
      Tensor x, int correction, boolean keepDims, int[] axes, Tensor into) {
    Accumulation numbers = Accumulation.over("variance", x, axes, into);
    int results = numbers.results();
    double[] means = divided(numbers.sums(), results, numbers.count());
    double[] squares = numbers.squares(means);
    double divisor = Math.max(0, numbers.count() - correction);
    return numbers.result(divided(squares, results, divisor), keepDims, into);
  }

  /**
   * The Euclidean norm; its derivative at 0 is 0. The squares are added in double precision as they
   * are: a norm of 1e154 or more is infinite, and one below 1e-162 is 0, as in PyTorch and NumPy.
   */
  public static Tensor norm(Tensor x, boolean keepDims, int... axes) {
    return norm(x, keepDims, axes, null);
  }

  public static Tensor norm(Tensor x, boolean keepDims, int[] axes, Tensor into) {
    Accumulation numbers = Accumulation.over("norm", x, axes, into);
    double[] norms = numbers.squares(numbers.accumulators(0));
    for (int i = 0; i < numbers.results(); i++) {
      norms[i] = Math.sqrt(norms[i]);
    }
    return numbers.result(norms, keepDims, into);
  }

  /** log Σ exp(x), without overflow; minus infinity of nothing. */
  public static Tensor logSumExp(Tensor x, boolean keepDims, int... axes) {
    return logSumExp(x, keepDims, axes, null);
  }

  public static Tensor logSumExp(Tensor x, boolean keepDims, int[] axes, Tensor into) {
    Accumulation numbers = Accumulation.over("logSumExp", x, axes, into);
    double[] shifts = numbers.run(Double.NEGATIVE_INFINITY, (best, value) -> Math.max(best, value));
    for (int i = 0; i < numbers.results(); i++) {
      shifts[i] = Double.isInfinite(shifts[i]) ? 0 : shifts[i];
    }
    double[] sums = numbers.exponentials(shifts);
    for (int i = 0; i < numbers.results(); i++) {
      sums[i] = Math.log(sums[i]) + shifts[i];
    }
    return numbers.result(sums, keepDims, into);
  }

  /**
   * Where the largest element along an axis is, the first of several; NaN counts as the largest.
   *
   * @param x the numbers
   * @param axis is not empty
   * @return an index along the axis for each position of the others, row by row
   */
  public static int[] argMax(Tensor x, int axis) {
    return argMax(x, axis, null);
  }

  public static int[] argMax(Tensor x, int axis, KeptPlaces into) {
    int along = Dimensions.axis("argMax", axis, x.dimensions());
    int[] shape = x.dimensions();
    int length = shape[along];
    int inner = Dimensions.product(shape, along + 1, shape.length);
    int[] result = KeptPlaces.reuse(into, Dimensions.product(shape, 0, along) * inner);
    if (length == 0 && result.length > 0) {
      throw new IllegalArgumentException(
          "argMax: axis " + axis + " of shape " + Arrays.toString(shape) + " is empty");
    }
    for (int i = 0; i < result.length; i++) {
      int start = i / inner * length * inner + i % inner;
      double best = x.storage().get(start);
      result[i] = 0;
      for (int k = 1; k < length && !Double.isNaN(best); k++) {
        double value = x.storage().get(start + k * inner);
        if (value > best || Double.isNaN(value)) {
          best = value;
          result[i] = k;
        }
      }
    }
    return result;
  }

  /**
   * Where the largest elements are, as a loss that keeps the hardest examples asks: by size, the
   * first of equal ones first, NaN before all.
   *
   * @param x the numbers, of any shape
   * @param count how many, at most as many as there are
   * @return places in row-major order
   */
  public static int[] largestPlaces(Tensor x, int count) {
    return largestPlaces(x, count, null);
  }

  public static int[] largestPlaces(Tensor x, int count, KeptPlaces into) {
    if (count < 0 || count > x.size()) {
      throw new IllegalArgumentException(
          "largestPlaces: " + count + " of " + x.size() + " elements");
    }
    int[] places = KeptPlaces.reuse(into, count);
    LargestPlaces.find(x.storage(), places, x.size());
    return places;
  }

  /**
   * The shape that a reduction with {@code keepDims} gives.
   *
   * @param x the argument
   * @param axes to reduce; all if none is named
   * @return its shape with 1 for the reduced axes
   */
  public static int[] keptShape(Tensor x, int... axes) {
    return keptShape(x, axes, null);
  }

  public static int[] keptShape(Tensor x, int[] axes, KeptPlaces into) {
    int[] shape = x.dimensions();
    Dimensions.checkAxes("keptShape", axes, shape);
    return Dimensions.reduced(shape, axes, KeptPlaces.reuse(into, shape.length));
  }

  /**
   * How many elements a reduction takes together.
   *
   * @param x the argument
   * @param axes to reduce; all if none is named
   * @return the product of their lengths
   */
  public static int count(Tensor x, int... axes) {
    int[] shape = x.dimensions();
    Dimensions.checkAxes("count", axes, shape);
    int count = 1;
    for (int i = 0; i < shape.length; i++) {
      count *= Dimensions.isNamed(i, axes, shape.length) ? shape[i] : 1;
    }
    return count;
  }

  private static double[] divided(double[] sums, int count, double divisor) {
    for (int i = 0; i < count; i++) {
      sums[i] /= divisor;
    }
    return sums;
  }
}
