package dev.gradc.check;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Makes values like others, with other numbers in the places of the active ones. */
final class Rebuilding {

  private final Iterator<Span> spans;
  private final double[] vector;

  Rebuilding(List<Span> spans, double[] vector) {
    this.spans = spans.iterator();
    this.vector = vector;
  }

  Object[] all(Object[] values) {
    return Arrays.stream(values).map(this::value).toArray();
  }

  private Object value(Object old) {
    if (old instanceof Double || old instanceof Float) {
      Span span = spans.next();
      if (!span.isActive()) {
        return old;
      }
      double number = vector[span.start()];
      return old instanceof Float ? (Object) (float) number : (Object) number;
    } else if (old instanceof double[] doubles) {
      Span span = spans.next();
      return span.isActive()
          ? Arrays.copyOfRange(vector, span.start(), span.end())
          : doubles.clone();
    } else if (old instanceof float[] floats) {
      Span span = spans.next();
      float[] made = floats.clone();
      for (int i = 0; span.isActive() && i < made.length; i++) {
        made[i] = (float) vector[span.start() + i];
      }
      return made;
    } else if (old instanceof Object[] elements) {
      Object[] made = elements.clone();
      Arrays.setAll(made, i -> value(elements[i]));
      return made;
    } else if (old != null && old.getClass().isRecord()) {
      return record(old);
    }
    return old != null && old.getClass().isArray() ? copy(old) : old;
  }

  private Object record(Object old) {
    RecordComponent[] components = old.getClass().getRecordComponents();
    Object[] made = new Object[components.length];
    Arrays.setAll(made, i -> value(Components.read(components[i], old)));
    Object whole = Components.made(old.getClass(), made);
    for (int i = 0; i < made.length; i++) {
      if (!Objects.deepEquals(made[i], Components.read(components[i], whole))) {
        throw new RefusedException(
            "the record %s changes what it is given as %s"
                .formatted(old.getClass().getSimpleName(), components[i].getName()),
            null);
      }
    }
    return whole;
  }

  /** Of integers, booleans and characters. */
  private static Object copy(Object array) {
    int length = Array.getLength(array);
    Object made = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, made, 0, length);
    return made;
  }
}
