package dev.gradc.processor.optimize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A map that follows the nesting of blocks: what is changed inside a block is taken back when the
 * block is left. Leaving costs as much as was changed, not as much as is in the map, so a walk over
 * a function stays linear.
 */
final class ScopedMap<K, V> {

  private final Map<K, V> values = new HashMap<>();
  private final List<Change<K, V>> changes = new ArrayList<>();
  private final Deque<Integer> scopes = new ArrayDeque<>();

  /** What a key had before; null where it had nothing. */
  private record Change<K, V>(K key, V before) {}

  /** The value, or null. */
  V get(K key) {
    return values.get(key);
  }

  void put(K key, V value) {
    changes.add(new Change<>(key, values.put(key, value)));
  }

  void remove(K key) {
    V before = values.remove(key);
    if (before != null) {
      changes.add(new Change<>(key, before));
    }
  }

  void enter() {
    scopes.push(changes.size());
  }

  /** The keys changed since the innermost scope was entered. */
  Set<K> changed() {
    Set<K> keys = new HashSet<>();
    for (Change<K, V> change : changes.subList(scopes.element(), changes.size())) {
      keys.add(change.key());
    }
    return keys;
  }

  void leave() {
    int start = scopes.pop();
    for (int i = changes.size() - 1; i >= start; i--) {
      Change<K, V> change = changes.remove(i);
      if (change.before() == null) {
        values.remove(change.key());
      } else {
        values.put(change.key(), change.before());
      }
    }
  }
}
