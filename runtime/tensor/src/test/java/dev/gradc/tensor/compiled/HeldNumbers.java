package dev.gradc.tensor.compiled;

import dev.gradc.tensor.Tensor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** How many numbers an object keeps from being collected, in tensors. */
final class HeldNumbers {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> work = new ArrayDeque<>();

  private HeldNumbers() {}

  static long in(Object holder) {
    HeldNumbers held = new HeldNumbers();
    held.add(holder);
    long count = 0;
    while (!held.work.isEmpty()) {
      Object next = held.work.remove();
      if (next instanceof Tensor tensor) {
        count += tensor.size();
      } else if (next instanceof List<?> list) {
        list.forEach(held::add);
      } else if (next instanceof Object[] array) {
        Arrays.asList(array).forEach(held::add);
      } else if (next.getClass().getName().startsWith("dev.gradc")) {
        held.addFields(next);
      }
    }
    return count;
  }

  private void add(Object object) {
    if (object != null && seen.add(object)) {
      work.add(object);
    }
  }

  private void addFields(Object object) {
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        try {
          add(field.get(object));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
