package dev.gradc.tensor;

import java.util.Arrays;

/**
 * What a window sees at each position in a picture, as a matrix: a row for each element of the
 * window, a column for each position.
 */
final class Patches {

  private final int batch;
  private final int channels;
  private final int height;
  private final int width;
  private final int kernelHeight;
  private final int kernelWidth;
  private final Sliding sliding;
  private final int rows;
  private final int columns;

  private Patches(int[] pictures, int[] weight, Sliding sliding) {
    this.batch = pictures[0];
    this.channels = pictures[1];
    this.height = pictures[2];
    this.width = pictures[3];
    this.kernelHeight = weight[2];
    this.kernelWidth = weight[3];
    this.sliding = sliding;
    this.rows = sliding.rows(height, kernelHeight);
    this.columns = sliding.columns(width, kernelWidth);
  }

  static Patches of(String operation, int[] pictures, int[] weight, Sliding sliding) {
    if (pictures.length != 4 || weight.length != 4) {
      throw new IllegalArgumentException(
          operation + ": " + Dimensions.both(pictures, weight) + ": both need four axes");
    }
    if (pictures[1] != weight[1]) {
      throw new IllegalArgumentException(
          operation
              + ": pictures "
              + Arrays.toString(pictures)
              + " have "
              + pictures[1]
              + " channels, kernels "
              + Arrays.toString(weight)
              + " have "
              + weight[1]);
    }
    Patches patches = new Patches(pictures, weight, sliding);
    if (patches.rows == 0 || patches.columns == 0 || weight[2] == 0 || weight[3] == 0) {
      throw new IllegalArgumentException(
          operation
              + ": kernels "
              + Arrays.toString(weight)
              + " have no place in pictures "
              + Arrays.toString(pictures)
              + " with "
              + sliding);
    }
    return patches;
  }

  int batch() {
    return batch;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int positions() {
    return rows * columns;
  }

  /** The number of elements in a window, of all channels. */
  int patch() {
    return channels * kernelHeight * kernelWidth;
  }

  /** The matrix of one picture of a batch, valid until the next one is made in this thread. */
  Blas.Matrix of(Storage pictures, int picture, boolean transposed) {
    int start = picture * channels * height * width;
    if (isPicture()) {
      return new Blas.Matrix(pictures, start, positions(), transposed);
    }
    Storage matrix = Workspace.of(pictures.dtype(), Math.multiplyExact(patch(), positions()));
    matrix.fill(0);
    visit(
        (inPicture, inMatrix, step, count) ->
            copy(pictures, start + inPicture, step, matrix, inMatrix, count));
    return new Blas.Matrix(matrix, 0, positions(), transposed);
  }

  /** Adds kernels · y, of one picture of a batch, to the pictures that the windows were on. */
  void addProduct(Blas.Matrix kernels, Storage y, int results, int picture, Storage pictures) {
    int start = picture * channels * height * width;
    int from = picture * results * positions();
    Blas.Matrix values = new Blas.Matrix(y, from, positions(), false);
    if (isPicture()) {
      Blas.product(kernels, values, patch(), results, positions(), 0, pictures, start);
      return;
    }
    Storage matrix = Workspace.of(pictures.dtype(), Math.multiplyExact(patch(), positions()));
    Blas.product(kernels, values, patch(), results, positions(), 0, matrix, 0);
    visit(
        (inPicture, inMatrix, step, count) ->
            add(matrix, inMatrix, pictures, start + inPicture, step, count));
  }

  private boolean isPicture() {
    return kernelHeight == 1 && kernelWidth == 1 && sliding.isIdentity();
  }

  /** A run of neighbours in the matrix, which are {@code step} apart in the picture. */
  private interface Run {
    void visit(int inPicture, int inMatrix, int step, int count);
  }

  private void visit(Run run) {
    for (int c = 0; c < channels; c++) {
      for (int ky = 0; ky < kernelHeight; ky++) {
        for (int kx = 0; kx < kernelWidth; kx++) {
          int element = (c * kernelHeight + ky) * kernelWidth + kx;
          visitRows(c * height * width, ky, kx, element * positions(), run);
        }
      }
    }
  }

  private void visitRows(int plane, int ky, int kx, int matrix, Run run) {
    int step = sliding.strideX();
    int first = 0;
    while (first < columns && sliding.x(first, kx) < 0) {
      first++;
    }
    int last = columns;
    while (last > first && sliding.x(last - 1, kx) >= width) {
      last--;
    }
    if (first == last) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int y = sliding.y(row, ky);
      if (y >= 0 && y < height) {
        int inPicture = plane + y * width + sliding.x(first, kx);
        run.visit(inPicture, matrix + row * columns + first, step, last - first);
      }
    }
  }

  private static void copy(Storage from, int at, int step, Storage to, int start, int count) {
    if (step == 1) {
      from.copyTo(at, to, start, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      to.set(start + i, from.get(at + step * i));
    }
  }

  private static void add(Storage from, int start, Storage to, int at, int step, int count) {
    if (step == 1) {
      ArithmeticKernel.ADD.run(to, at, 1, from, start, 1, to, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      to.set(at + step * i, to.get(at + step * i) + from.get(start + i));
    }
  }
}
