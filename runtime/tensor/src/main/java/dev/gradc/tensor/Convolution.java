package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Convolutions over pictures, as networks have them: the kernel is not flipped. They are products
 * of matrices, one of which holds what the window sees at each position (<i>im2col</i>).
 *
 * <p>{@link #conv2d(Tensor, Tensor, Sliding)}, {@link #backToPictures} and {@link #backToWeight}
 * are the three sides of one function that is linear in pictures, kernels and results; the
 * derivatives of each are the two others.
 */
public final class Convolution {

  private Convolution() {}

  /**
   * The convolution.
   *
   * @param x pictures [batch, channels, height, width]
   * @param weight kernels [results, channels, kernel height, kernel width]
   * @param sliding stride, padding, dilation
   * @return [batch, results, rows, columns]
   */
  public static Tensor conv2d(Tensor x, Tensor weight, Sliding sliding) {
    return conv2d(x, weight, sliding, null);
  }

  public static Tensor conv2d(Tensor x, Tensor weight, Sliding sliding, Tensor into) {
    DType dtype = Tensor.commonType("conv2d", x, weight);
    Scratch scratch = Scratch.of(into);
    Patches patches = scratch.patches("conv2d", x.dimensions(), weight.dimensions(), sliding);
    int batch = x.dim(0);
    int results = weight.dim(0);
    int[] shape = scratch.shape(batch, results, patches.rows(), patches.columns());
    Tensor result = Tensor.reuse(into, dtype, shape, x, weight);
    Storage memory = patches.memory(x.storage());
    Blas.Product product = scratch.product();
    product.a().set(weight.storage(), patches.patch(), false);
    product.b().set(memory, patches.positions(), false);
    product.set(results, patches.patch(), patches.positions(), 0, result.storage());
    for (int n = 0; n < batch; n++) {
      patches.write(x.storage(), n, memory);
      product.run(0, patches.start(n), n * results * patches.positions());
    }
    product.end();
    return result;
  }

  /**
   * The convolution and a number added to each channel of the result.
   *
   * @param x pictures [batch, channels, height, width]
   * @param weight kernels [results, channels, kernel height, kernel width]
   * @param bias [results]
   * @param sliding stride, padding, dilation
   * @return [batch, results, rows, columns]
   */
  public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, Sliding sliding) {
    return conv2d(x, weight, bias, sliding, null);
  }

  public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, Sliding sliding, Tensor into) {
    checkBias("conv2d", weight.dimensions(), 0, bias);
    return addBias(conv2d(x, weight, sliding, into), bias);
  }

  /**
   * The transposed convolution, which layers enlarge pictures with: each element of x adds its
   * multiple of the kernel to the result.
   *
   * @param x [batch, channels, rows, columns]
   * @param weight kernels [channels, results, kernel height, kernel width]
   * @param bias [results]
   * @param sliding how the window slides over the <i>result</i>
   * @param more rows and columns at the lower right, less than the stride; they get the bias alone
   *     or what the window reaches of them
   * @return [batch, results, (rows - 1) · stride - 2 · padding + dilation · (kernel - 1) + 1 +
   *     more, and so on]
   */
  public static Tensor convTranspose2d(
      Tensor x, Tensor weight, Tensor bias, Sliding sliding, int more) {
    return convTranspose2d(x, weight, bias, sliding, more, null);
  }

  public static Tensor convTranspose2d(
      Tensor x, Tensor weight, Tensor bias, Sliding sliding, int more, Tensor into) {
    checkRanks("convTranspose2d", x.dimensions(), weight.dimensions());
    checkBias("convTranspose2d", weight.dimensions(), 1, bias);
    int height = sliding.height(x.dim(2), weight.dim(2)) + more;
    int width = sliding.width(x.dim(3), weight.dim(3)) + more;
    checkTransposed(x.dimensions(), weight.dimensions(), sliding, more);
    return addBias(backToPictures(x, weight, sliding, height, width, into), bias);
  }

  /**
   * The adjoint of the convolution in its pictures: a transposed convolution to a given size.
   *
   * @param y [batch, results, rows, columns], as the convolution gives
   * @param weight kernels [results, channels, kernel height, kernel width]
   * @param sliding stride, padding, dilation
   * @param height of the pictures
   * @param width of the pictures
   * @return [batch, channels, height, width]
   */
  public static Tensor backToPictures(
      Tensor y, Tensor weight, Sliding sliding, int height, int width) {
    return backToPictures(y, weight, sliding, height, width, null);
  }

  public static Tensor backToPictures(
      Tensor y, Tensor weight, Sliding sliding, int height, int width, Tensor into) {
    DType dtype = Tensor.commonType("backToPictures", y, weight);
    checkRanks("backToPictures", y.dimensions(), weight.dimensions());
    Scratch scratch = Scratch.of(into);
    int[] shape = scratch.shape(y.dim(0), weight.dim(1), height, width);
    Patches patches = scratch.patches("backToPictures", shape, weight.dimensions(), sliding);
    checkResult("backToPictures", y, patches, weight.dim(0));
    Tensor result = Tensor.reuse(into, dtype, shape, y, weight);
    result.storage().fill(0);
    Storage memory = patches.memory(result.storage());
    Blas.Product product = scratch.product();
    product.a().set(weight.storage(), patches.patch(), true);
    product.b().set(y.storage(), patches.positions(), false);
    product.set(patches.patch(), y.dim(1), patches.positions(), 0, memory);
    for (int n = 0; n < y.dim(0); n++) {
      product.run(0, n * y.dim(1) * patches.positions(), patches.start(n));
      patches.add(memory, result.storage(), n);
    }
    product.end();
    return result;
  }

  /**
   * The adjoint of the convolution in its kernels.
   *
   * @param x pictures [batch, channels, height, width]
   * @param y [batch, results, rows, columns], as the convolution gives
   * @param sliding stride, padding, dilation
   * @param kernelHeight of the kernels
   * @param kernelWidth of the kernels
   * @return [results, channels, kernel height, kernel width]
   */
  public static Tensor backToWeight(
      Tensor x, Tensor y, Sliding sliding, int kernelHeight, int kernelWidth) {
    return backToWeight(x, y, sliding, kernelHeight, kernelWidth, null);
  }

  public static Tensor backToWeight(
      Tensor x, Tensor y, Sliding sliding, int kernelHeight, int kernelWidth, Tensor into) {
    DType dtype = Tensor.commonType("backToWeight", x, y);
    checkRanks("backToWeight", x.dimensions(), y.dimensions());
    Scratch scratch = Scratch.of(into);
    int[] shape = scratch.shape(y.dim(1), x.dim(1), kernelHeight, kernelWidth);
    Patches patches = scratch.patches("backToWeight", x.dimensions(), shape, sliding);
    checkResult("backToWeight", y, patches, y.dim(1));
    Tensor result = Tensor.reuse(into, dtype, shape, x, y);
    result.storage().fill(0);
    Storage memory = patches.memory(x.storage());
    Blas.Product product = scratch.product();
    product.a().set(y.storage(), patches.positions(), false);
    product.b().set(memory, patches.positions(), true);
    product.set(y.dim(1), patches.positions(), patches.patch(), 1, result.storage());
    for (int n = 0; n < x.dim(0); n++) {
      patches.write(x.storage(), n, memory);
      product.run(n * y.dim(1) * patches.positions(), patches.start(n), 0);
    }
    product.end();
    return result;
  }

  private static Tensor addBias(Tensor result, Tensor bias) {
    Tensor.commonType("add", result, bias);
    Elementwise.withChannels(ArithmeticKernel.ADD, result, bias);
    return result;
  }

  private static void checkBias(String operation, int[] weight, int axis, Tensor bias) {
    if (weight.length != 4 || bias.rank() != 1 || bias.dim(0) != weight[axis]) {
      throw new IllegalArgumentException(
          operation
              + ": a weight of shape "
              + Arrays.toString(weight)
              + " and a bias of shape "
              + Arrays.toString(bias.dimensions())
              + " do not fit");
    }
  }

  private static void checkRanks(String operation, int[] a, int[] b) {
    if (a.length != 4 || b.length != 4) {
      throw new IllegalArgumentException(
          operation + ": " + Dimensions.both(a, b) + ": both need four axes");
    }
  }

  private static void checkTransposed(int[] x, int[] weight, Sliding sliding, int more) {
    int height = sliding.height(x[2], weight[2]) + more;
    int width = sliding.width(x[3], weight[3]) + more;
    if (x[1] != weight[0]) {
      throw notTransposed(x, weight, " do not fit: " + x[1] + " channels against " + weight[0]);
    }
    if (height < 1 || width < 1) {
      throw notTransposed(x, weight, " leave nothing with " + sliding);
    }
    if (more < 0
        || sliding.rows(height, weight[2]) != x[2]
        || sliding.columns(width, weight[3]) != x[3]) {
      throw notTransposed(
          x, weight, ": more is " + more + ", not 0 or above and less than the stride");
    }
  }

  private static IllegalArgumentException notTransposed(int[] x, int[] weight, String reason) {
    return new IllegalArgumentException(
        "convTranspose2d: pictures "
            + Arrays.toString(x)
            + " and kernels "
            + Arrays.toString(weight)
            + reason);
  }

  private static void checkResult(String operation, Tensor y, Patches patches, int results) {
    int[] shape = y.dimensions();
    if (shape[0] != patches.batch()
        || shape[1] != results
        || shape[2] != patches.rows()
        || shape[3] != patches.columns()) {
      int[] expected = {patches.batch(), results, patches.rows(), patches.columns()};
      throw new IllegalArgumentException(
          operation
              + ": the convolution gives shape "
              + Arrays.toString(expected)
              + ", not "
              + Arrays.toString(shape));
    }
  }
}
