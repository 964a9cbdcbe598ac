package dev.gradc;

import java.lang.ref.SoftReference;

/**
 * For generated code: the pool of one array of a tape. What a backward pass has freed is kept for
 * the next forward pass, but only as long as nobody else needs the memory: the garbage collector
 * may take it.
 *
 * @param <A> the type of the array
 */
public final class SparedArray<A> {

  private final A empty;
  private SoftReference<A> spared;

  /**
   * A pool with nothing in it.
   *
   * @param empty an array of length 0, which stands for none
   */
  public SparedArray(A empty) {
    this.empty = empty;
    this.spared = new SoftReference<>(empty);
  }

  /**
   * Gives an array to the pool.
   *
   * @param array which the tape does not use until it takes it again
   * @return the empty array, for the tape to hold in its place
   */
  public A give(A array) {
    if (array != empty && spared.get() != array) {
      spared = new SoftReference<>(array);
    }
    return empty;
  }

  /**
   * Takes the array back, as it was when it was given.
   *
   * @param held what the tape holds
   * @return that, unless it is the empty array: then the array in the pool, if it is there still
   */
  public A take(A held) {
    if (held != empty) {
      return held;
    }
    A array = spared.get();
    return array == null ? empty : array;
  }

  /**
   * Forgets the array.
   *
   * @return the empty array, for the tape to hold in its place
   */
  public A drop() {
    spared.clear();
    return empty;
  }
}
