package dev.gradc.optim;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Storage;
import dev.gradc.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of a tensor, or of an array of any rank. */
record Leaf(int[] shape, List<Storage> parts) {

  /** Null for what is neither, or an array of rows of different lengths. */
  static Leaf of(Object value) {
    if (value instanceof Tensor tensor) {
      return new Leaf(tensor.shape(), List.of(tensor.storage()));
    }
    List<Integer> shape = new ArrayList<>();
    List<Storage> parts = new ArrayList<>();
    return isNumbers(value.getClass()) && collect(value, 0, shape, parts)
        ? new Leaf(shape.stream().mapToInt(Integer::intValue).toArray(), parts)
        : null;
  }

  static boolean isNumbers(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return type.isArray() && (element == double.class || element == float.class);
  }

  private static boolean collect(
      Object array, int depth, List<Integer> shape, List<Storage> parts) {
    int length = Array.getLength(array);
    if (shape.size() == depth) {
      shape.add(length);
    } else if (shape.get(depth) != length) {
      return false;
    }
    if (array instanceof double[] doubles) {
      parts.add(Storage.of(doubles));
      return true;
    } else if (array instanceof float[] floats) {
      parts.add(Storage.of(floats));
      return true;
    }
    for (Object row : (Object[]) array) {
      if (row == null || !collect(row, depth + 1, shape, parts)) {
        return false;
      }
    }
    return true;
  }

  /** The arrays, which say whether two parameters are one. */
  List<Object> arrays() {
    List<Object> arrays = new ArrayList<>();
    for (Storage part : parts) {
      arrays.add(part.dtype() == DType.DOUBLE ? part.doubles() : part.floats());
    }
    return arrays;
  }

  boolean hasShapeOf(Leaf other) {
    return Arrays.equals(shape, other.shape)
        && parts.size() == other.parts.size()
        && (parts.isEmpty() || parts.get(0).dtype() == other.parts.get(0).dtype());
  }

  @Override
  public String toString() {
    String type = parts.isEmpty() ? "" : parts.get(0).dtype().toString();
    return type + Arrays.toString(shape);
  }
}
