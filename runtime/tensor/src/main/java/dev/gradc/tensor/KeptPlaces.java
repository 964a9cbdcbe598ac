package dev.gradc.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For generated code: the indices that an operation has given in the evaluation before, which it
 * writes over in the next one: in order, or one array for each length. Belongs to one thread.
 */
public final class KeptPlaces {

  private List<int[]> arrays = new ArrayList<>();
  private int place;

  private boolean isByLength;

  /** By length: those of the evaluation before that this one has not used yet. */
  private List<int[]> unused = new ArrayList<>();

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
    List<int[]> used = begun.arrays;
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

  /** What stays with it, or a new one if nothing does. */
  static Scratch scratch(KeptPlaces into) {
    return into == null ? new Scratch() : into.scratch;
  }

  /** An array of that length to write indices into: a new one if none is kept. */
  static int[] reuse(KeptPlaces into, int count) {
    if (into == null) {
      return new int[count];
    }
    return into.isByLength ? into.ofLength(count) : into.next(count);
  }

  private int[] next(int count) {
    if (place == arrays.size()) {
      arrays.add(new int[count]);
    } else if (arrays.get(place).length != count) {
      arrays.set(place, new int[count]);
    }
    return arrays.get(place++);
  }

  private int[] ofLength(int count) {
    int used = find(arrays, count);
    if (used >= 0) {
      return arrays.get(used);
    }
    int before = find(unused, count);
    int[] array = before < 0 ? new int[count] : unused.remove(before);
    arrays.add(array);
    return array;
  }

  private static int find(List<int[]> arrays, int count) {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).length == count) {
        return i;
      }
    }
    return -1;
  }
}
