package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Elements chosen by indices, and the adjoint of each choice, which adds elements up where they
 * were chosen from. Indices are constants; one that is out of range throws, with its position.
 */
public final class Indexing {

  private Indexing() {}

  /**
   * One element along an axis for each position of the other axes, as the score of the right class.
   *
   * @param x for instance scores [batch, classes]
   * @param axis to choose along; it disappears
   * @param indices one for each position of the other axes, row by row
   * @return for instance [batch]
   */
  public static Tensor gather(Tensor x, int axis, int[] indices) {
    return gather(x, axis, indices, null);
  }

  public static Tensor gather(Tensor x, int axis, int[] indices, Tensor into) {
    int[] shape = x.dimensions();
    int along = Dimensions.axis("gather", axis, shape);
    int[] rest = without(shape, along, Scratch.of(into));
    int inner = Dimensions.product(shape, along + 1, shape.length);
    checkCount("gather", indices, Dimensions.size(rest), shape);
    checkRange("gather", indices, shape[along], shape);
    Tensor result = Tensor.reuse(into, x.dtype(), rest, x);
    for (int i = 0; i < indices.length; i++) {
      int from = (i / inner * shape[along] + indices[i]) * inner + i % inner;
      result.storage().set(i, x.storage().get(from));
    }
    return result;
  }

  /**
   * The adjoint of {@link #gather}: zeros, and each element at its index along a new axis.
   *
   * @param y for instance [batch]
   * @param axis where the new axis is in the result
   * @param indices one for each element
   * @param length of the new axis
   * @return for instance [batch, classes]
   */
  public static Tensor scatter(Tensor y, int axis, int[] indices, int length) {
    return scatter(y, axis, indices, length, null);
  }

  public static Tensor scatter(Tensor y, int axis, int[] indices, int length, Tensor into) {
    int[] rest = y.dimensions();
    int[] shape = Scratch.of(into).shape(rest.length + 1);
    Arrays.fill(shape, 0);
    int along = Dimensions.axis("scatter", axis, shape);
    checkCount("scatter", indices, y.size(), rest);
    with(rest, along, length, shape);
    checkRange("scatter", indices, length, shape);
    int inner = Dimensions.product(rest, along, rest.length);
    Tensor result = Tensor.reuse(into, y.dtype(), shape, y);
    result.storage().fill(0);
    for (int i = 0; i < indices.length; i++) {
      int to = (i / inner * length + indices[i]) * inner + i % inner;
      result.storage().set(to, y.storage().get(i));
    }
    return result;
  }

  /**
   * Slices along an axis in the order of the indices, as rows of a table; one may be chosen often.
   *
   * @param x of any shape
   * @param axis to choose along
   * @param indices which slices
   * @return the shape of x with their number along the axis
   */
  public static Tensor indexSelect(Tensor x, int axis, int[] indices) {
    return indexSelect(x, axis, indices, null);
  }

  public static Tensor indexSelect(Tensor x, int axis, int[] indices, Tensor into) {
    int[] shape = x.dimensions();
    int along = Dimensions.axis("indexSelect", axis, shape);
    checkRange("indexSelect", indices, shape[along], shape);
    int[] chosen = Scratch.of(into).copy(shape);
    chosen[along] = indices.length;
    int inner = Dimensions.product(shape, along + 1, shape.length);
    int outer = Dimensions.product(shape, 0, along);
    Tensor result = Tensor.reuse(into, x.dtype(), chosen, x);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < indices.length; i++) {
        int from = (o * shape[along] + indices[i]) * inner;
        x.storage().copyTo(from, result.storage(), (o * indices.length + i) * inner, inner);
      }
    }
    return result;
  }

  /**
   * The adjoint of {@link #indexSelect}: zeros, and each slice added at its index.
   *
   * @param y with as many slices along the axis as there are indices
   * @param axis to add along
   * @param indices where each slice goes
   * @param length of the axis in the result
   * @return the shape of y with that length
   */
  public static Tensor indexAdd(Tensor y, int axis, int[] indices, int length) {
    return indexAdd(y, axis, indices, length, null);
  }

  public static Tensor indexAdd(Tensor y, int axis, int[] indices, int length, Tensor into) {
    int[] chosen = y.dimensions();
    int along = Dimensions.axis("indexAdd", axis, chosen);
    checkCount("indexAdd", indices, chosen[along], chosen);
    int[] shape = Scratch.of(into).copy(chosen);
    shape[along] = length;
    checkRange("indexAdd", indices, length, shape);
    int inner = Dimensions.product(shape, along + 1, shape.length);
    int outer = Dimensions.product(shape, 0, along);
    Tensor result = Tensor.reuse(into, y.dtype(), shape, y);
    result.storage().fill(0);
    for (int o = 0; o < outer && inner > 0; o++) {
      for (int i = 0; i < indices.length; i++) {
        int from = (o * indices.length + i) * inner;
        int to = (o * length + indices[i]) * inner;
        ArithmeticKernel.ADD.run(
            result.storage(), to, 1, y.storage(), from, 1, result.storage(), to, inner);
      }
    }
    return result;
  }

  /**
   * Elements by their place in row-major order.
   *
   * @param x of any shape
   * @param indices the places; -1 stands for a zero that is nobody's
   * @param shape of the result, with as many elements as there are indices
   * @return the elements
   */
  public static Tensor take(Tensor x, int[] indices, int... shape) {
    return take(x, indices, shape, null);
  }

  public static Tensor take(Tensor x, int[] indices, int[] shape, Tensor into) {
    checkCount("take", indices, Dimensions.size(shape), shape);
    checkPlaces("take", indices, x.dimensions());
    Tensor result = Tensor.reuse(into, x.dtype(), shape, x);
    for (int i = 0; i < indices.length; i++) {
      result.storage().set(i, indices[i] < 0 ? 0 : x.storage().get(indices[i]));
    }
    return result;
  }

  /**
   * The adjoint of {@link #take}: zeros, and each element added at its place.
   *
   * @param y with as many elements as there are indices
   * @param indices places in the result in row-major order; -1 stands for nowhere
   * @param shape of the result
   * @return the sums
   */
  public static Tensor scatterAdd(Tensor y, int[] indices, int... shape) {
    return scatterAdd(y, indices, shape, null);
  }

  public static Tensor scatterAdd(Tensor y, int[] indices, int[] shape, Tensor into) {
    checkCount("scatterAdd", indices, y.size(), y.dimensions());
    Tensor result = Tensor.reuse(into, y.dtype(), shape, y);
    checkPlaces("scatterAdd", indices, shape);
    Storage sums = result.storage();
    sums.fill(0);
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] >= 0) {
        sums.set(indices[i], sums.get(indices[i]) + y.storage().get(i));
      }
    }
    return result;
  }

  /**
   * A constant with 1 at the label of each row and 0 elsewhere.
   *
   * @param dtype of the result
   * @param classes one more than the largest label
   * @param labels one for each row
   * @return [labels, classes]
   */
  public static Tensor oneHot(DType dtype, int classes, int... labels) {
    return oneHot(dtype, classes, labels, null);
  }

  public static Tensor oneHot(DType dtype, int classes, int[] labels, Tensor into) {
    int[] shape = Scratch.of(into).shape(2);
    shape[0] = labels.length;
    shape[1] = classes;
    checkRange("oneHot", labels, classes, shape);
    Tensor result = Tensor.reuse(into, dtype, shape);
    result.storage().fill(0);
    for (int i = 0; i < labels.length; i++) {
      result.storage().set(i * classes + labels[i], 1);
    }
    return result;
  }

  /**
   * A constant with 0 where a label is the one that is ignored and 1 elsewhere.
   *
   * @param dtype of the result
   * @param labels of any meaning
   * @param ignored one of them, or none
   * @return [labels]
   */
  public static Tensor counted(DType dtype, int[] labels, int ignored) {
    return counted(dtype, labels, ignored, null);
  }

  public static Tensor counted(DType dtype, int[] labels, int ignored, Tensor into) {
    int[] shape = Scratch.of(into).shape(1);
    shape[0] = labels.length;
    Tensor result = Tensor.reuse(into, dtype, shape);
    for (int i = 0; i < labels.length; i++) {
      result.storage().set(i, labels[i] == ignored ? 0 : 1);
    }
    return result;
  }

  /**
   * Labels with another one in the place of that which is ignored.
   *
   * @param labels of any meaning; are not changed
   * @param ignored one of them, or none
   * @param other what stands in its place
   * @return as many labels
   */
  public static int[] replaced(int[] labels, int ignored, int other) {
    return replaced(labels, ignored, other, null);
  }

  public static int[] replaced(int[] labels, int ignored, int other, KeptPlaces into) {
    int[] result = KeptPlaces.reuse(into, labels.length);
    for (int i = 0; i < labels.length; i++) {
      result[i] = labels[i] == ignored ? other : labels[i];
    }
    return result;
  }

  private static int[] without(int[] shape, int axis, Scratch scratch) {
    int[] result = scratch.shape(shape.length - 1);
    System.arraycopy(shape, 0, result, 0, axis);
    System.arraycopy(shape, axis + 1, result, axis, result.length - axis);
    return result;
  }

  private static void with(int[] rest, int axis, int length, int[] shape) {
    System.arraycopy(rest, 0, shape, 0, axis);
    shape[axis] = length;
    System.arraycopy(rest, axis, shape, axis + 1, rest.length - axis);
  }

  private static void checkCount(String operation, int[] indices, int count, int[] shape) {
    if (indices.length != count) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + indices.length
              + " indices for "
              + count
              + " places, shape "
              + Arrays.toString(shape));
    }
  }

  private static void checkRange(String operation, int[] indices, int length, int[] shape) {
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= length) {
        throw outOfRange(operation, i, indices[i], length, shape);
      }
    }
  }

  private static void checkPlaces(String operation, int[] indices, int[] shape) {
    int size = Dimensions.size(shape);
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < -1 || indices[i] >= size) {
        throw outOfRange(operation, i, indices[i], size, shape);
      }
    }
  }

  private static IndexOutOfBoundsException outOfRange(
      String operation, int position, int index, int length, int[] shape) {
    return new IndexOutOfBoundsException(
        operation
            + ": index "
            + index
            + " at position "
            + position
            + (index < 0 ? " is below 0" : " is not below " + length)
            + " in shape "
            + Arrays.toString(shape));
  }
}
