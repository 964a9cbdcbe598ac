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

  /**
   * Those that were kept if they are of the same sizes, else new ones.
   *
   * @param kept may be null
   */
  static Patches of(Patches kept, String operation, int[] pictures, int[] weight, Sliding sliding) {
    return kept != null && kept.isOf(pictures, weight, sliding)
        ? kept
        : of(operation, pictures, weight, sliding);
  }

  private boolean isOf(int[] pictures, int[] weight, Sliding other) {
    return pictures.length == 4
        && weight.length == 4
        && pictures[0] == batch
        && pictures[1] == channels
        && pictures[2] == height
        && pictures[3] == width
        && weight[1] == channels
        && weight[2] == kernelHeight
        && weight[3] == kernelWidth
        && sliding.equals(other);
  }

  private static Patches of(String operation, int[] pictures, int[] weight, Sliding sliding) {
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

  /**
   * Where the matrices are: in the pictures themselves, or in memory of this thread, which has room
   * for one, until another operation asks for it.
   */
  Storage memory(Storage pictures) {
    return isPicture()
        ? pictures
        : Workspace.of(pictures.dtype(), Math.multiplyExact(patch(), positions()));
  }

  /** Where the matrix of a picture begins in the memory. */
  int start(int picture) {
    return isPicture() ? picture * patch() * positions() : 0;
  }

  /** Writes the matrix of a picture into the memory. */
  void write(Storage pictures, int picture, Storage memory) {
    if (!isPicture()) {
      memory.fill(0);
      visit(pictures, picture, memory, false);
    }
  }

  /** Adds the matrix in the memory to the elements of a picture that the windows were on. */
  void add(Storage memory, Storage pictures, int picture) {
    if (!isPicture()) {
      visit(pictures, picture, memory, true);
    }
  }

  private boolean isPicture() {
    return kernelHeight == 1 && kernelWidth == 1 && sliding.isIdentity();
  }

  private void visit(Storage pictures, int picture, Storage memory, boolean isAdded) {
    for (int c = 0; c < channels; c++) {
      int plane = (picture * channels + c) * height * width;
      for (int ky = 0; ky < kernelHeight; ky++) {
        for (int kx = 0; kx < kernelWidth; kx++) {
          int element = (c * kernelHeight + ky) * kernelWidth + kx;
          visitRows(pictures, plane, ky, kx, memory, element * positions(), isAdded);
        }
      }
    }
  }

  /** Runs of neighbours in the matrix, which are a stride apart in the picture. */
  private void visitRows(
      Storage pictures, int plane, int ky, int kx, Storage memory, int inMemory, boolean isAdded) {
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
        int start = inMemory + row * columns + first;
        if (isAdded) {
          add(memory, start, pictures, inPicture, step, last - first);
        } else {
          copy(pictures, inPicture, step, memory, start, last - first);
        }
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
