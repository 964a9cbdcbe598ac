package dev.gradc.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * For generated code: the indices that an operation has given in the evaluation before, which it
 * writes over in the next one: in order, or one array for each length. Other arrays that a place
 * makes, of one type each, are kept in the same way. Belongs to one thread.
 */
public final class KeptPlaces {

  private List<Object> arrays = new ArrayList<>();
  private int place;

  private boolean isByLength;

  /** By length: those of the evaluation before that this one has not used yet. */
  private List<Object> unused = new ArrayList<>();

  /** What the operation writes down on its way. */
  private final Scratch scratch = new Scratch();

  private KeptPlaces() {}

  /**
   * Begins an evaluation.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptPlaces begin(KeptPlaces kept) {
    KeptPlaces begun = kept == null ? new KeptPlaces() : kept;
    begun.place = 0;
    return begun;
  }

  /**
   * Begins an evaluation that needs no indices longer than until the next ones are made.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptPlaces beginByLength(KeptPlaces kept) {
    KeptPlaces begun = kept == null ? new KeptPlaces() : kept;
    begun.isByLength = true;
    begun.unused.clear();
    List<Object> used = begun.arrays;
    begun.arrays = begun.unused;
    begun.unused = used;
    return begun;
  }

  /**
   * What {@code new int[length]} gives, in an array that is kept.
   *
   * @param length of the array
   * @param kept where it is kept
   * @return an array of zeros
   */
  public static int[] zeros(int length, KeptPlaces kept) {
    int[] array = reuse(kept, length);
    Arrays.fill(array, 0);
    return array;
  }

  /**
   * What {@code new int[length][]} gives, in an array that is kept.
   *
   * @param length of the array
   * @param kept where it is kept
   * @return an array in which each row is null
   */
  public static int[][] indexRows(int length, KeptPlaces kept) {
    return nulls(kept.array(length, int[][]::new));
  }

  /**
   * What {@code new Tensor[length]} gives, in an array that is kept.
   *
   * @param length of the array
   * @param kept where it is kept
   * @return an array in which each tensor is null
   */
  public static Tensor[] tensors(int length, KeptPlaces kept) {
    return nulls(kept.array(length, Tensor[]::new));
  }

  /**
   * What {@code new Tensor[length][]} gives, in an array that is kept.
   *
   * @param length of the array
   * @param kept where it is kept
   * @return an array in which each row is null
   */
  public static Tensor[][] tensorRows(int length, KeptPlaces kept) {
    return nulls(kept.array(length, Tensor[][]::new));
  }

  /**
   * What {@code new int[length][width]} gives, in arrays that are kept, of which no row is ever put
   * elsewhere.
   *
   * @param length of the array
   * @param width of each row
   * @param kept where it is kept
   * @return rows of zeros
   */
  public static int[][] indexMatrix(int length, int width, KeptPlaces kept) {
    return rows(kept.array(length, int[][]::new), width, int[]::new, row -> Arrays.fill(row, 0));
  }

  /**
   * What {@code new Tensor[length][width]} gives, in arrays that are kept, of which no row is ever
   * put elsewhere.
   *
   * @param length of the array
   * @param width of each row
   * @param kept where it is kept
   * @return rows in which each tensor is null
   */
  public static Tensor[][] tensorMatrix(int length, int width, KeptPlaces kept) {
    return rows(
        kept.array(length, Tensor[][]::new), width, Tensor[]::new, row -> Arrays.fill(row, null));
  }

  /** Without rows too, Java makes none of a negative width. */
  private static <T> T[] rows(T[] rows, int width, IntFunction<T> make, Consumer<T> clear) {
    if (width < 0) {
      throw new NegativeArraySizeException(String.valueOf(width));
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == null || Array.getLength(rows[i]) != width) {
        rows[i] = make.apply(width);
      } else {
        clear.accept(rows[i]);
      }
    }
    return rows;
  }

  private static <T> T[] nulls(T[] array) {
    Arrays.fill(array, null);
    return array;
  }

  /** What stays with it, or a new one if nothing does. */
  static Scratch scratch(KeptPlaces into) {
    return into == null ? new Scratch() : into.scratch;
  }

  /** An array of that length to write indices into: a new one if none is kept. */
  static int[] reuse(KeptPlaces into, int count) {
    return into == null ? new int[count] : into.array(count, int[]::new);
  }

  /** An array of that length, with anything in it. */
  private <A> A array(int length, IntFunction<A> maker) {
    // All arrays of a place are of one type.
    @SuppressWarnings("unchecked")
    A array = (A) (isByLength ? ofLength(length, maker) : next(length, maker));
    return array;
  }

  private Object next(int length, IntFunction<?> maker) {
    if (place == arrays.size()) {
      arrays.add(maker.apply(length));
    } else if (Array.getLength(arrays.get(place)) != length) {
      arrays.set(place, maker.apply(length));
    }
    return arrays.get(place++);
  }

  private Object ofLength(int length, IntFunction<?> maker) {
    int used = find(arrays, length);
    if (used >= 0) {
      return arrays.get(used);
    }
    int before = find(unused, length);
    Object array = before < 0 ? maker.apply(length) : unused.remove(before);
    arrays.add(array);
    return array;
  }

  private static int find(List<Object> arrays, int length) {
    for (int i = 0; i < arrays.size(); i++) {
      if (Array.getLength(arrays.get(i)) == length) {
        return i;
      }
    }
    return -1;
  }
}
