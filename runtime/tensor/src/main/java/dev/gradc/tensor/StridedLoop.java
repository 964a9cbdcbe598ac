package dev.gradc.tensor;

import java.util.Arrays;

/**
 * A walk through three tensors at once, each with strides of its own. Dimensions that all of them
 * pass through in one go are merged, so that the innermost one, which a kernel runs over, is long.
 *
 * <p>Is kept and prepared anew for each walk, which makes nothing once it was as deep before:
 * {@link #over}, then the {@link #strides} of those tensors that take part, then {@link #merge}.
 */
final class StridedLoop {

  private int rank;
  private int[] dimensions = {};
  private int[][] strides = new int[3][0];
  private int[] counter = {};
  private final int[] offsets = new int[3];
  private int rowsLeft;

  /** Begins to prepare a walk in row-major order of the dimensions. */
  StridedLoop over(int[] shape) {
    rank = shape.length;
    if (dimensions.length < Math.max(rank, 1)) {
      int room = Math.max(rank, 1);
      dimensions = new int[room];
      strides = new int[3][room];
      counter = new int[room];
    }
    System.arraycopy(shape, 0, dimensions, 0, rank);
    for (int[] each : strides) {
      Arrays.fill(each, 0);
    }
    return this;
  }

  /** The strides of tensor k, zeros at first: to be filled, one for each dimension. */
  int[] strides(int k) {
    return strides[k];
  }

  /** Ends the preparation. */
  StridedLoop merge() {
    int merged = 0;
    for (int i = 0; i < rank; i++) {
      int dimension = dimensions[i];
      if (dimension == 1) {
        continue;
      }
      boolean continues = merged > 0;
      for (int k = 0; continues && k < 3; k++) {
        continues = strides[k][merged - 1] == strides[k][i] * dimension;
      }
      if (continues) {
        merged--;
        dimensions[merged] *= dimension;
      } else {
        dimensions[merged] = dimension;
      }
      for (int k = 0; k < 3; k++) {
        strides[k][merged] = strides[k][i];
      }
      merged++;
    }
    if (merged == 0) {
      merged = 1;
      dimensions[0] = 1;
      for (int[] each : strides) {
        each[0] = 0;
      }
    }
    rank = merged;
    return this;
  }

  /** The length of a row. */
  int length() {
    return dimensions[rank - 1];
  }

  /** The step of tensor k within a row. */
  int step(int k) {
    return strides[k][rank - 1];
  }

  /** Goes to the first row; gives whether there is one. */
  boolean first() {
    Arrays.fill(counter, 0);
    Arrays.fill(offsets, 0);
    rowsLeft = length() == 0 ? 0 : Dimensions.product(dimensions, 0, rank - 1);
    return rowsLeft > 0;
  }

  /** Goes to the next row; gives whether there is one. */
  boolean next() {
    rowsLeft--;
    for (int d = rank - 2; d >= 0; d--) {
      boolean carry = ++counter[d] == dimensions[d];
      for (int k = 0; k < 3; k++) {
        offsets[k] += strides[k][d] - (carry ? strides[k][d] * dimensions[d] : 0);
      }
      if (!carry) {
        break;
      }
      counter[d] = 0;
    }
    return rowsLeft > 0;
  }

  /** Where the row begins in tensor k. */
  int at(int k) {
    return offsets[k];
  }
}
