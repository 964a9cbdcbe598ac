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

  /**
   * Whether {@link #of} gives something of an array of numbers: optimizers ask in each step, so it
   * is told without a list of its rows.
   */
  static boolean isOfOneShape(Object array) {
    if (!(array instanceof Object[] rows)) {
      return true;
    }
    for (int i = 0; i < rows.length; i++) {
      boolean fits = i == 0 ? rows[0] != null && isOfOneShape(rows[0]) : areAlike(rows[0], rows[i]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Whether two arrays of numbers have the same type and lengths, row by row; null has none. */
  static boolean areAlike(Object one, Object other) {
    if (one == null
        || other == null
        || one.getClass() != other.getClass()
        || Array.getLength(one) != Array.getLength(other)) {
      return false;
    }
    if (one instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        if (!areAlike(rows[i], ((Object[]) other)[i])) {
          return false;
        }
      }
    }
    return true;
  }

  /** The first of the arrays of numbers in an array of one shape, or null if there is none. */
  static Object firstRow(Object array) {
    Object first = array;
    while (first instanceof Object[] rows) {
      first = rows.length == 0 ? null : rows[0];
    }
    return first;
  }

  @Override
  public String toString() {
    String type = parts.isEmpty() ? "" : parts.get(0).dtype().toString();
    return type + Arrays.toString(shape);
  }
}
