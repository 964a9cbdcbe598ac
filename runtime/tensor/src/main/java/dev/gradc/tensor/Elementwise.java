package dev.gradc.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Functions of each element, and of each two elements of tensors that broadcast. */
final class Elementwise {

  private Elementwise() {}

  static Tensor binary(String operation, BinaryKernel kernel, Tensor a, Tensor b, Tensor into) {
    DType dtype = Tensor.commonType(operation, a, b);
    int[] left = a.dimensions();
    int[] right = b.dimensions();
    if (Arrays.equals(left, right)) {
      Tensor result = Tensor.reuse(into, dtype, left);
      if (result.size() > 0) {
        kernel.run(a.storage(), 0, 1, b.storage(), 0, 1, result.storage(), 0, result.size());
      }
      return result;
    }
    if (isRepeated(right, left)) {
      return rows(kernel, a, b, Tensor.reuse(into, dtype, left));
    }
    Scratch scratch = Scratch.of(into);
    int[] shape = scratch.shape(Math.max(left.length, right.length));
    Dimensions.broadcast(operation, left, right, shape);
    StridedLoop loop = scratch.loop().over(shape);
    Dimensions.broadcastStrides(operation, left, shape, loop.strides(0));
    Dimensions.broadcastStrides(operation, right, shape, loop.strides(1));
    Dimensions.strides(shape, loop.strides(2));
    loop.merge();
    Tensor result = Tensor.reuse(into, dtype, shape);
    for (boolean more = loop.first(); more; more = loop.next()) {
      kernel.run(
          a.storage(),
          loop.at(0),
          loop.step(0),
          b.storage(),
          loop.at(1),
          loop.step(1),
          result.storage(),
          loop.at(2),
          loop.length());
    }
    return result;
  }

  /** Whether the shape is the end of another one, as that of a bias is. */
  private static boolean isRepeated(int[] shape, int[] whole) {
    int shift = whole.length - shape.length;
    for (int i = 0; i < shape.length; i++) {
      if (shift < 0 || shape[i] != whole[i + shift]) {
        return false;
      }
    }
    return shift >= 0;
  }

  /** The second operand against each row of the first one, without a plan for strides. */
  private static Tensor rows(BinaryKernel kernel, Tensor a, Tensor b, Tensor result) {
    int length = b.size();
    if (length == 1) {
      if (result.size() > 0) {
        kernel.run(a.storage(), 0, 1, b.storage(), 0, 0, result.storage(), 0, result.size());
      }
      return result;
    }
    for (int at = 0; at < result.size(); at += length) {
      kernel.run(a.storage(), at, 1, b.storage(), 0, 1, result.storage(), at, length);
    }
    return result;
  }

  /**
   * Changes [batch, channels, …] with a number for each channel, whose type is the same, as the
   * second argument.
   */
  static void withChannels(BinaryKernel kernel, Tensor x, Tensor channels) {
    x.storage().changed();
    int plane = Dimensions.product(x.dimensions(), 2, x.rank());
    Storage numbers = x.storage();
    if (plane == 1) {
      int row = channels.size();
      for (int at = 0; row > 0 && at < x.size(); at += row) {
        kernel.run(numbers, at, 1, channels.storage(), 0, 1, numbers, at, row);
      }
      return;
    }
    for (int i = 0; plane > 0 && i * plane < x.size(); i++) {
      int at = i * plane;
      kernel.run(numbers, at, 1, channels.storage(), i % channels.size(), 0, numbers, at, plane);
    }
  }

  /** With one number, rounded to the tensor's type, as the second argument. */
  static Tensor withNumber(BinaryKernel kernel, Tensor x, double number, Tensor into) {
    Tensor result = Tensor.reuse(into, x.dtype(), x.dimensions());
    if (result.size() > 0) {
      Storage constant = Workspace.number(x.dtype(), number);
      kernel.run(x.storage(), 0, 1, constant, 0, 0, result.storage(), 0, result.size());
    }
    return result;
  }

  /** A function with two settings, which is given them, so that nothing is made to hold them. */
  interface Settings {
    double apply(double x, double first, double second);
  }

  static Tensor map(Settings function, Tensor x, double first, double second, Tensor into) {
    Tensor result = Tensor.reuse(into, x.dtype(), x.dimensions());
    int n = x.size();
    if (x.dtype() == DType.DOUBLE) {
      double[] in = x.storage().doubles();
      double[] out = result.storage().doubles();
      for (int i = 0; i < n; i++) {
        out[i] = function.apply(in[i], first, second);
      }
    } else {
      float[] in = x.storage().floats();
      float[] out = result.storage().floats();
      for (int i = 0; i < n; i++) {
        out[i] = (float) function.apply(in[i], first, second);
      }
    }
    return result;
  }

  static Tensor map(DoubleUnaryOperator function, Tensor x, Tensor into) {
    Tensor result = Tensor.reuse(into, x.dtype(), x.dimensions());
    int n = x.size();
    if (x.dtype() == DType.DOUBLE) {
      double[] in = x.storage().doubles();
      double[] out = result.storage().doubles();
      for (int i = 0; i < n; i++) {
        out[i] = function.applyAsDouble(in[i]);
      }
    } else {
      float[] in = x.storage().floats();
      float[] out = result.storage().floats();
      for (int i = 0; i < n; i++) {
        out[i] = (float) function.applyAsDouble(in[i]);
      }
    }
    return result;
  }
}
