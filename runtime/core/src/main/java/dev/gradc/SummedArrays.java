package dev.gradc;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * For generated code: the arrays of numbers that derivatives are added to. What an evaluation is
 * given it may read until its end, so none of them may be among it. Looks at arrays, never at
 * elements; kept from call to call it allocates nothing.
 */
public final class SummedArrays {

  /** Up to here they are looked through one by one. */
  private static final int FEW = 16;

  /** Up to here rows are compared with each other, which allocates nothing. */
  private static final int MANY_ROWS = 256;

  private final List<Object> few = new ArrayList<>();
  private ArraySet many;

  /** None yet. */
  public SummedArrays() {}

  /**
   * Forgets all of them.
   *
   * @return this
   */
  public SummedArrays clear() {
    few.clear();
    if (many != null) {
      many.clear();
    }
    return this;
  }

  /**
   * Takes in an array.
   *
   * @param array of numbers, or of such arrays, each of which is taken in; null is none
   * @return this
   */
  public SummedArrays add(Object array) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        add(row);
      }
    } else if (array != null && few.size() < FEW) {
      few.add(array);
    } else if (array != null) {
      many = many == null ? new ArraySet() : many;
      many.add(array);
    }
    return this;
  }

  /**
   * Takes in the rows of a matrix.
   *
   * @param matrix whose rows derivatives are added to
   * @return this
   * @throws IllegalArgumentException if two rows that are not empty are one array, which would get
   *     the sum of both
   * @throws NullPointerException if the matrix is null
   */
  public SummedArrays addRows(Object[] matrix) {
    if (matrix.length <= MANY_ROWS) {
      requireDistinct(matrix);
      return add(matrix);
    }
    many = many == null ? new ArraySet() : many;
    addDistinct(matrix, many);
    return this;
  }

  /**
   * Refuses one of these arrays.
   *
   * @param array of numbers, or of such arrays, each of which is looked at
   * @param subject what messages call it: {@code 'x'}
   * @throws IllegalArgumentException if it is one of these, or holds one
   */
  public void refuse(Object array, String subject) {
    if (holds(array)) {
      String what = array instanceof Object[] ? "a row of " + subject : subject;
      throw new IllegalArgumentException(
          what + " is also an array that derivatives are added to; pass a clone of it");
    }
  }

  /**
   * Refuses a matrix with one array for two rows, which would get the sum of both.
   *
   * @param matrix whose rows derivatives are added to; looks at no element of it
   * @throws IllegalArgumentException if two rows that are not empty are one array
   * @throws NullPointerException if the matrix is null
   */
  public static void requireDistinct(Object[] matrix) {
    if (matrix.length <= MANY_ROWS) {
      for (int i = 1; i < matrix.length; i++) {
        for (int k = 0; k < i; k++) {
          requireDistinct(matrix, k, i);
        }
      }
      return;
    }
    addDistinct(matrix, new ArraySet());
  }

  private static void addDistinct(Object[] matrix, ArraySet rows) {
    rows.reserve(matrix.length);
    for (int i = 0; i < matrix.length; i++) {
      if (matrix[i] != null && !rows.add(matrix[i])) {
        for (int k = 0; k < i; k++) {
          requireDistinct(matrix, k, i);
        }
      }
    }
  }

  private static void requireDistinct(Object[] matrix, int one, int other) {
    boolean isOne = matrix[one] == matrix[other] && matrix[one] != null;
    // An empty row gets no sums: one may stand for all.
    if (isOne && Array.getLength(matrix[one]) > 0) {
      throw new IllegalArgumentException(
          "the matrix has one array for row "
              + one
              + " and row "
              + other
              + ", which would get the sum of both; give each row an array of its own");
    }
  }

  private boolean holds(Object array) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        if (holds(row)) {
          return true;
        }
      }
      return false;
    }
    for (int i = 0; i < few.size(); i++) {
      if (few.get(i) == array) {
        return true;
      }
    }
    return many != null && many.contains(array);
  }
}
