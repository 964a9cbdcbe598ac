package dev.gradc;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * A set of arrays by their identity. There may be a hundred thousand rows of a matrix, looked
 * through in each evaluation, so it is a table of references alone.
 */
final class ArraySet {

  private static final int SMALLEST = 64;

  /** A power of two, more than half of it empty. */
  private Object[] table = new Object[SMALLEST];

  private int size;

  /** Lengths of the arrays in it: one of another length need not be looked for. */
  private int shortest = Integer.MAX_VALUE;

  private int longest;

  /** Makes room for so many in all. */
  void reserve(int count) {
    int length = table.length;
    while (length / 2 <= count) {
      length *= 2;
    }
    if (length > table.length) {
      Object[] old = table;
      table = new Object[length];
      for (Object array : old) {
        if (array != null) {
          table[placeOf(array)] = array;
        }
      }
    }
  }

  /** Whether it was not there before. */
  boolean add(Object array) {
    reserve(size + 1);
    int place = placeOf(array);
    if (table[place] != null) {
      return false;
    }
    table[place] = array;
    size++;
    int length = Array.getLength(array);
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    return true;
  }

  boolean contains(Object array) {
    if (size == 0 || array == null) {
      return false;
    }
    int length = Array.getLength(array);
    return shortest <= length && length <= longest && table[placeOf(array)] != null;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(table, null);
      size = 0;
      shortest = Integer.MAX_VALUE;
      longest = 0;
    }
  }

  /** Where it is, or would be. */
  private int placeOf(Object array) {
    int mask = table.length - 1;
    int place = System.identityHashCode(array) & mask;
    while (table[place] != null && table[place] != array) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
