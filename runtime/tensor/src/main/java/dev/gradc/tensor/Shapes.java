package dev.gradc.tensor;

import java.util.Arrays;

/** Other arrangements of the same numbers. All are copies. */
public final class Shapes {

  private Shapes() {}

  /**
   * The axes in another order.
   *
   * @param x of any shape
   * @param axes for each axis of the result, which of x it is; every one once
   * @return of shape {@code x.dim(axes[0]), x.dim(axes[1]), …}
   */
  public static Tensor permute(Tensor x, int... axes) {
    return permute(x, axes, null);
  }

  public static Tensor permute(Tensor x, int[] axes, Tensor into) {
    int[] shape = x.dimensions();
    if (axes.length != shape.length) {
      throw new IllegalArgumentException(
          "permute: "
              + Arrays.toString(axes)
              + " is no order of the axes of shape "
              + Arrays.toString(shape));
    }
    Dimensions.checkAxes("permute", axes, shape);
    Scratch scratch = Scratch.of(into);
    int[] own = scratch.ints(Scratch.STRIDES, shape.length);
    Dimensions.strides(shape, own);
    int[] permuted = scratch.shape(shape.length);
    for (int i = 0; i < shape.length; i++) {
      permuted[i] = shape[Dimensions.axis("permute", axes[i], shape)];
    }
    StridedLoop loop = scratch.loop().over(permuted);
    for (int i = 0; i < shape.length; i++) {
      loop.strides(0)[i] = own[Dimensions.axis("permute", axes[i], shape)];
    }
    return copy(x, loop, Tensor.reuse(into, x.dtype(), permuted, x));
  }

  /**
   * The order of axes that undoes a permutation.
   *
   * @param axes every axis once
   * @return where each one went
   */
  public static int[] inverse(int... axes) {
    return inverse(axes, null);
  }

  public static int[] inverse(int[] axes, KeptPlaces into) {
    int[] inverse = KeptPlaces.reuse(into, axes.length);
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i] < 0 ? axes[i] + axes.length : axes[i]] = i;
    }
    return inverse;
  }

  /** Repeats the tensor along axes of length 1 and new ones in front, to the shape given. */
  public static Tensor broadcastTo(Tensor x, int... shape) {
    return broadcastTo(x, shape, null);
  }

  public static Tensor broadcastTo(Tensor x, int[] shape, Tensor into) {
    Dimensions.size(shape);
    StridedLoop loop = Scratch.of(into).loop().over(shape);
    Dimensions.broadcastStrides("broadcastTo", x.dimensions(), shape, loop.strides(0));
    return copy(x, loop, Tensor.reuse(into, x.dtype(), shape, x));
  }

  /** The sum over the axes that broadcasting from the shape given would repeat: its adjoint. */
  public static Tensor sumTo(Tensor x, int... shape) {
    return sumTo(x, shape, null);
  }

  public static Tensor sumTo(Tensor x, int[] shape, Tensor into) {
    if (Arrays.equals(shape, x.dimensions())) {
      return Into.copy(x, into);
    }
    Accumulation sums = Accumulation.to(x, shape, into);
    return sums.shaped(sums.sums(), shape, into);
  }

  /** Zeros before and after along an axis: the adjoint of a slice. */
  public static Tensor pad(Tensor x, int axis, int before, int after) {
    return pad(x, axis, before, after, null);
  }

  public static Tensor pad(Tensor x, int axis, int before, int after, Tensor into) {
    int[] shape = x.dimensions();
    int along = Dimensions.axis("pad", axis, shape);
    if (before < 0 || after < 0) {
      throw new IllegalArgumentException("pad: " + before + " and " + after + " zeros");
    }
    int[] padded = Scratch.of(into).copy(shape);
    padded[along] += before + after;
    Tensor result = Tensor.reuse(into, x.dtype(), padded, x);
    result.storage().fill(0);
    place(x, result, along, before);
    return result;
  }

  /**
   * Two tensors one after the other along an axis.
   *
   * @param a of any shape
   * @param b of the same shape but along the axis
   * @param axis where their lengths add up
   * @return the elements of a, then those of b
   */
  public static Tensor concat(Tensor a, Tensor b, int axis) {
    return concat(a, b, axis, null);
  }

  public static Tensor concat(Tensor a, Tensor b, int axis, Tensor into) {
    DType dtype = Tensor.commonType("concat", a, b);
    int[] shape = a.dimensions();
    int along = Dimensions.axis("concat", axis, shape);
    int[] joined = Scratch.of(into).copy(b.dimensions());
    if (joined.length == shape.length) {
      joined[along] = shape[along];
    }
    if (!Arrays.equals(shape, joined)) {
      throw new IllegalArgumentException(
          "concat: " + Dimensions.both(shape, b.dimensions()) + " differ beside axis " + axis);
    }
    joined[along] += b.dimensions()[along];
    Tensor result = Tensor.reuse(into, dtype, joined, a, b);
    place(a, result, along, 0);
    place(b, result, along, shape[along]);
    return result;
  }

  /** A new axis of length 1 in front of the one named; the rank puts it at the end. */
  public static Tensor unsqueeze(Tensor x, int axis) {
    return unsqueeze(x, axis, null);
  }

  public static Tensor unsqueeze(Tensor x, int axis, Tensor into) {
    int[] shape = Scratch.of(into).shape(x.rank() + 1);
    Arrays.fill(shape, 0);
    int at = Dimensions.axis("unsqueeze", axis, shape);
    System.arraycopy(x.dimensions(), 0, shape, 0, at);
    shape[at] = 1;
    System.arraycopy(x.dimensions(), at, shape, at + 1, x.rank() - at);
    return Into.reshape(x, shape, into);
  }

  /** Without an axis of length 1. */
  public static Tensor squeeze(Tensor x, int axis) {
    return squeeze(x, axis, null);
  }

  public static Tensor squeeze(Tensor x, int axis, Tensor into) {
    int at = Dimensions.axis("squeeze", axis, x.dimensions());
    if (x.dimensions()[at] != 1) {
      throw new IllegalArgumentException(
          "squeeze: axis "
              + axis
              + " of shape "
              + Arrays.toString(x.dimensions())
              + " has not length 1");
    }
    int[] shape = Scratch.of(into).shape(x.rank() - 1);
    System.arraycopy(x.dimensions(), 0, shape, 0, at);
    System.arraycopy(x.dimensions(), at + 1, shape, at, shape.length - at);
    return Into.reshape(x, shape, into);
  }

  /** All axes from the one named on as one. */
  public static Tensor flatten(Tensor x, int fromAxis) {
    return flatten(x, fromAxis, null);
  }

  public static Tensor flatten(Tensor x, int fromAxis, Tensor into) {
    int at = Dimensions.axis("flatten", fromAxis, x.dimensions());
    int[] shape = Scratch.of(into).shape(at + 1);
    System.arraycopy(x.dimensions(), 0, shape, 0, at);
    shape[at] = Dimensions.product(x.dimensions(), at, x.rank());
    return Into.reshape(x, shape, into);
  }

  static Tensor swapLast(Tensor x, Tensor into) {
    int rank = x.rank();
    if (rank < 2) {
      throw new IllegalArgumentException(
          "transpose: shape " + Arrays.toString(x.dimensions()) + " has less than two axes");
    }
    int[] axes = Scratch.of(into).ints(Scratch.AXES, rank);
    for (int i = 0; i < rank; i++) {
      axes[i] = i;
    }
    axes[rank - 1] = rank - 2;
    axes[rank - 2] = rank - 1;
    return permute(x, axes, into);
  }

  static Tensor cut(Tensor x, int axis, int from, int to, Tensor into) {
    int[] shape = x.dimensions();
    int along = Dimensions.axis("slice", axis, shape);
    if (from < 0 || to < from || to > shape[along]) {
      throw new IllegalArgumentException(
          "slice: from "
              + from
              + " to "
              + to
              + " is not within axis "
              + axis
              + " of shape "
              + Arrays.toString(shape));
    }
    int[] part = Scratch.of(into).copy(shape);
    part[along] = to - from;
    Tensor result = Tensor.reuse(into, x.dtype(), part, x);
    int inner = Dimensions.product(shape, along + 1, shape.length);
    int outer = Dimensions.product(shape, 0, along);
    int run = (to - from) * inner;
    for (int i = 0; i < outer; i++) {
      int start = (i * shape[along] + from) * inner;
      x.storage().copyTo(start, result.storage(), i * run, run);
    }
    return result;
  }

  /** Copies x into a part of a larger tensor. */
  private static void place(Tensor x, Tensor target, int axis, int at) {
    int[] shape = x.dimensions();
    int inner = Dimensions.product(shape, axis + 1, shape.length);
    int outer = Dimensions.product(shape, 0, axis);
    int run = shape[axis] * inner;
    int length = target.dimensions()[axis];
    for (int i = 0; i < outer; i++) {
      int start = (i * length + at) * inner;
      x.storage().copyTo(i * run, target.storage(), start, run);
    }
  }

  /** Fills the result in its order, from where the strides of a loop over it lead to. */
  private static Tensor copy(Tensor x, StridedLoop loop, Tensor result) {
    Dimensions.strides(result.dimensions(), loop.strides(1));
    loop.merge();
    int length = loop.length();
    int step = loop.step(0);
    Storage source = x.storage();
    Storage target = result.storage();
    for (boolean more = loop.first(); more; more = loop.next()) {
      int from = loop.at(0);
      int to = loop.at(1);
      if (step == 1) {
        source.copyTo(from, target, to, length);
      } else if (source.dtype() == DType.DOUBLE) {
        spread(source.doubles(), from, step, target.doubles(), to, length);
      } else {
        spread(source.floats(), from, step, target.floats(), to, length);
      }
    }
    return result;
  }

  private static void spread(double[] source, int from, int step, double[] target, int to, int n) {
    for (int i = 0; i < n; i++) {
      target[to + i] = source[from + step * i];
    }
  }

  private static void spread(float[] source, int from, int step, float[] target, int to, int n) {
    for (int i = 0; i < n; i++) {
      target[to + i] = source[from + step * i];
    }
  }

  /**
   * Whether two tensors have one shape, so that an operation on pairs of their elements repeats
   * nothing.
   *
   * @param a of any shape
   * @param b of any shape
   * @return whether all axes are of the same length
   */
  public static boolean areSame(Tensor a, Tensor b) {
    return Arrays.equals(a.dimensions(), b.dimensions());
  }
}
