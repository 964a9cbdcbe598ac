package dev.gradc.processor.corpus;

import dev.gradc.processor.ir.SharedArrays;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Arguments, results and gradients as vectors. */
final class Numbers {

  private Numbers() {}

  /** The same arguments in arrays of their own, which are shared as the arguments share theirs. */
  static Object[] copy(Object[] arguments) {
    return SharedArrays.copy(arguments);
  }

  static Object copy(Object value) {
    return SharedArrays.copy(new Object[] {value})[0];
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
      return isNumber(value) ? new double[] {number(value)} : new double[0];
    }
    if (value instanceof Object[] rows) {
      return flat(Arrays.asList(rows));
    }
    double[] flat = new double[Array.getLength(value)];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = number(Array.get(value, i));
    }
    return flat;
  }

  /** Other objects are constants. */
  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean || value instanceof Character;
  }

  private static double number(Object value) {
    if (value instanceof Boolean bit) {
      return bit ? 1 : 0;
    }
    return value instanceof Character character ? character : ((Number) value).doubleValue();
  }

  /** Whether two values, lists or arrays of them are the same bit for bit. */
  static boolean sameBits(Object left, Object right) {
    return Arrays.deepEquals(new Object[] {arrays(left)}, new Object[] {arrays(right)});
  }

  /** Lists do not compare the arrays in them, nor do objects those that they hold. */
  private static Object arrays(Object value) {
    Object all = value instanceof List<?> several ? several.toArray() : value;
    return all instanceof Object[] values && all.getClass() == Object[].class
        ? Arrays.stream(values).map(it -> SharedArrays.heldBy(it).orElse(it)).toArray()
        : all;
  }

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** The floating-point numbers of a value set to zero. */
  static Object zeroLike(Object value) {
    if (value instanceof Double) {
      return 0.0;
    } else if (value instanceof Float) {
      return 0.0f;
    } else if (value instanceof double[] doubles) {
      return new double[doubles.length];
    } else if (value instanceof float[] floats) {
      return new float[floats.length];
    } else if (value instanceof Object[] rows) {
      Object[] zeros = rows.clone();
      Arrays.setAll(zeros, i -> zeroLike(rows[i]));
      return zeros;
    }
    return value;
  }

  /**
   * Numbers next to those of a value; arrays are changed, so that they stay those that they are.
   */
  static Object neighbour(Object value, Random random) {
    if (value instanceof Double number) {
      return random.nextBoolean() ? Math.nextUp(number) : Math.nextDown(number);
    }
    if (value instanceof Float number) {
      return random.nextBoolean() ? Math.nextUp(number) : Math.nextDown(number);
    }
    boolean isArray = value != null && value.getClass().isArray();
    for (int i = 0; isArray && i < Array.getLength(value); i++) {
      Array.set(value, i, neighbour(Array.get(value, i), random));
    }
    return value;
  }

  /** The largest difference of two vectors' elements. */
  static double distance(double[] left, double[] right) {
    double[] difference = left.clone();
    java.util.Arrays.setAll(difference, i -> left[i] - right[i]);
    return norm(difference);
  }

  /** The largest magnitude. */
  static double norm(double[] vector) {
    return Arrays.stream(vector).map(Math::abs).max().orElse(0);
  }

  static String text(Object value) {
    String text = Arrays.deepToString(new Object[] {arrays(value)});
    return text.substring(1, text.length() - 1);
  }
}
