package dev.gradc.tensor;

/**
 * For generated code: the indices that an operation has given in the evaluation before, which it
 * writes over in the next one. Belongs to one thread.
 */
public final class KeptPlaces {

  private int[] places = {};

  private KeptPlaces() {}

  /**
   * Begins an evaluation.
   *
   * @param kept null at first
   * @return the one to use
   */
  public static KeptPlaces begin(KeptPlaces kept) {
    return kept == null ? new KeptPlaces() : kept;
  }

  /** An array of that length to write indices into: a new one if none is kept. */
  static int[] reuse(KeptPlaces into, int count) {
    if (into == null) {
      return new int[count];
    }
    if (into.places.length != count) {
      into.places = new int[count];
    }
    return into.places;
  }
}
