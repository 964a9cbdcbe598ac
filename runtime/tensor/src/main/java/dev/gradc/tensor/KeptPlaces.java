package dev.gradc.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * For generated code: the indices that an operation has given in the evaluation before, in order,
 * which it writes over in the next one. Belongs to one thread.
 */
public final class KeptPlaces {

  private final List<int[]> arrays = new ArrayList<>();
  private int place;

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

  /** An array of that length to write indices into: a new one if none is kept. */
  static int[] reuse(KeptPlaces into, int count) {
    return into == null ? new int[count] : into.next(count);
  }

  private int[] next(int count) {
    if (place == arrays.size()) {
      arrays.add(new int[count]);
    } else if (arrays.get(place).length != count) {
      arrays.set(place, new int[count]);
    }
    return arrays.get(place++);
  }
}
