package dev.gradc.tensor;

import java.util.Arrays;

/**
 * A walk through three tensors at once, each with strides of its own. Dimensions that all of them
 * pass through in one go are merged, so that the innermost one, which a kernel runs over, is long.
 */
final class StridedLoop {

  /** What is done for each row, from these offsets on. */
  interface Row {
    void run(int a, int b, int c);
  }

  private final int[] dimensions;
  private final int[][] strides;

  private StridedLoop(int[] dimensions, int[][] strides) {
    this.dimensions = dimensions;
    this.strides = strides;
  }

  /** A walk in row-major order of the dimensions. */
  static StridedLoop over(int[] dimensions, int[]... strides) {
    int[] merged = new int[dimensions.length];
    int[][] mergedStrides = new int[3][dimensions.length];
    int rank = 0;
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] == 1) {
        continue;
      }
      if (rank > 0 && continues(mergedStrides, rank - 1, strides, i, dimensions[i])) {
        merged[--rank] *= dimensions[i];
      } else {
        merged[rank] = dimensions[i];
      }
      for (int k = 0; k < strides.length; k++) {
        mergedStrides[k][rank] = strides[k][i];
      }
      rank++;
    }
    if (rank == 0) {
      return new StridedLoop(new int[] {1}, new int[3][1]);
    }
    int[][] cut = new int[3][];
    for (int k = 0; k < 3; k++) {
      cut[k] = Arrays.copyOf(mergedStrides[k], rank);
    }
    return new StridedLoop(Arrays.copyOf(merged, rank), cut);
  }

  private static boolean continues(
      int[][] merged, int last, int[][] strides, int next, int dimension) {
    for (int k = 0; k < strides.length; k++) {
      if (merged[k][last] != strides[k][next] * dimension) {
        return false;
      }
    }
    return true;
  }

  /** The length of a row. */
  int length() {
    return dimensions[dimensions.length - 1];
  }

  /** The step of tensor k within a row. */
  int step(int k) {
    return strides[k][dimensions.length - 1];
  }

  /** Runs over all rows in order, from the offsets given. */
  void run(int a, int b, int c, Row row) {
    int last = dimensions.length - 1;
    int rows = Dimensions.product(dimensions, 0, last);
    if (rows == 0 || length() == 0) {
      return;
    }
    int[] offsets = {a, b, c};
    int[] counter = new int[last];
    for (int i = 0; i < rows; i++) {
      row.run(offsets[0], offsets[1], offsets[2]);
      advance(counter, offsets, last - 1);
    }
  }

  private void advance(int[] counter, int[] offsets, int from) {
    for (int d = from; d >= 0; d--) {
      boolean carry = ++counter[d] == dimensions[d];
      for (int k = 0; k < 3; k++) {
        offsets[k] += strides[k][d] - (carry ? strides[k][d] * dimensions[d] : 0);
      }
      if (!carry) {
        return;
      }
      counter[d] = 0;
    }
  }
}
