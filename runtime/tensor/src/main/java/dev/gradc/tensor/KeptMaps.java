package dev.gradc.tensor;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The linear maps of planes that a thread has used last: a step that pools or resizes as the one
 * before it makes none. Those of boxes are kept by the {@link Boxes}.
 */
final class KeptMaps {

  /** More than a network has layers that pool or resize. */
  private static final int LIMIT = 32;

  private static final ThreadLocal<SoftReference<Recent>> MAPS = new ThreadLocal<>();

  private KeptMaps() {}

  /** What a map follows from: equal ones have equal maps. */
  interface Source {

    /** Makes the map. */
    Resampling map();
  }

  private static final class Recent extends LinkedHashMap<Source, Resampling> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Source, Resampling> eldest) {
      return size() > LIMIT;
    }
  }

  /** The map that follows from this, which nobody changes. */
  static Resampling of(Source source) {
    SoftReference<Recent> reference = MAPS.get();
    Recent recent = reference == null ? null : reference.get();
    if (recent == null) {
      recent = new Recent();
      MAPS.set(new SoftReference<>(recent));
    }
    Resampling map = recent.get(source);
    if (map == null) {
      map = source.map();
      recent.put(source, map);
    }
    return map;
  }
}
