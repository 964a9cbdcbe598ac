package dev.gradc.processor.corpus;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;

/** Arguments, results and gradients as vectors. */
final class Numbers {

  private Numbers() {}

  /** The same arguments in arrays of their own. */
  static Object[] copy(Object[] arguments) {
    return Arrays.stream(arguments).map(Numbers::copy).toArray();
  }

  static Object copy(Object value) {
    if (!value.getClass().isArray()) {
      return value;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    System.arraycopy(value, 0, copy, 0, length);
    return copy;
  }

  /** Numbers and arrays of numbers, one after the other. */
  static double[] flat(List<?> values) {
    return values.stream().flatMapToDouble(value -> Arrays.stream(flat(value))).toArray();
  }

  /** A number, an array of numbers, or a list of these. */
  static double[] flat(Object value) {
    if (value instanceof List<?> several) {
      return flat(several);
    }
    if (!value.getClass().isArray()) {
      return new double[] {number(value)};
    }
    double[] flat = new double[Array.getLength(value)];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = number(Array.get(value, i));
    }
    return flat;
  }

  private static double number(Object value) {
    if (value instanceof Boolean bit) {
      return bit ? 1 : 0;
    }
    return value instanceof Character character ? character : ((Number) value).doubleValue();
  }

  /** Whether two values, arrays of them or arrays of arguments are the same bit for bit. */
  static boolean sameBits(Object left, Object right) {
    return Arrays.deepEquals(new Object[] {left}, new Object[] {right});
  }

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** The largest magnitude. */
  static double norm(double[] vector) {
    return Arrays.stream(vector).map(Math::abs).max().orElse(0);
  }

  static String text(Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    return text.substring(1, text.length() - 1);
  }
}
