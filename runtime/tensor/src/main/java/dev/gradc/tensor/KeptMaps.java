package dev.gradc.tensor;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Linear maps of planes that were made before: a step that pools or resizes as the one before it
 * makes none. They are found by numbers, without an object to look them up by.
 */
final class KeptMaps {

  /** More than a network has layers that pool or resize. */
  private static final int LIMIT = 32;

  private static final ThreadLocal<SoftReference<KeptMaps>> OF_THREADS = new ThreadLocal<>();

  private final List<Kept> maps = new ArrayList<>();

  /**
   * How a map is made. It stands for its kind: equal arguments give equal maps.
   *
   * @param <T> of what it follows from besides numbers
   */
  interface Maker<T> {

    /**
     * Makes a map.
     *
     * @param height of the planes
     * @param width of the planes
     * @param rows of the result, or of the windows
     * @param columns of the result, or of the windows
     * @param more one number more
     * @param rest what else there is, or null
     */
    Resampling make(int height, int width, int rows, int columns, int more, T rest);
  }

  private record Kept(
      Maker<?> maker,
      int height,
      int width,
      int rows,
      int columns,
      int more,
      Object rest,
      Resampling map) {

    boolean is(
        Maker<?> byMaker,
        int ofHeight,
        int ofWidth,
        int ofRows,
        int ofColumns,
        int ofMore,
        Object ofRest) {
      return maker == byMaker
          && height == ofHeight
          && width == ofWidth
          && rows == ofRows
          && columns == ofColumns
          && more == ofMore
          && Objects.equals(rest, ofRest);
    }
  }

  /** Those that this thread has used last. */
  static KeptMaps ofThread() {
    SoftReference<KeptMaps> reference = OF_THREADS.get();
    KeptMaps maps = reference == null ? null : reference.get();
    if (maps == null) {
      maps = new KeptMaps();
      OF_THREADS.set(new SoftReference<>(maps));
    }
    return maps;
  }

  /** The map of these arguments, which nobody changes. */
  <T> Resampling of(
      Maker<T> maker, int height, int width, int rows, int columns, int more, T rest) {
    for (int i = 0; i < maps.size(); i++) {
      if (maps.get(i).is(maker, height, width, rows, columns, more, rest)) {
        if (i > 0) {
          maps.add(0, maps.remove(i));
        }
        return maps.get(0).map();
      }
    }
    Resampling map = maker.make(height, width, rows, columns, more, rest);
    if (maps.size() == LIMIT) {
      maps.remove(LIMIT - 1);
    }
    maps.add(0, new Kept(maker, height, width, rows, columns, more, rest, map));
    return map;
  }
}
