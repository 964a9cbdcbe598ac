package dev.gradc.check;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;

/** Reads the numbers of values that have a known shape. */
final class Reading {

  private final Iterator<Span> spans;
  private final Iterator<Integer> lengths;
  private final double[] vector;

  Reading(List<Span> spans, List<Integer> lengths, int size) {
    this.spans = spans.iterator();
    this.lengths = lengths.iterator();
    this.vector = new double[size];
  }

  double[] vector() {
    if (spans.hasNext()) {
      throw new EvaluationException(spans.next().name() + " is missing");
    }
    return vector;
  }

  void value(Object value) {
    if (value instanceof Double || value instanceof Float) {
      Span span = next(true, 1);
      if (span.isActive()) {
        vector[span.start()] = ((Number) value).doubleValue();
      }
    } else if (value instanceof double[] doubles) {
      Span span = next(false, doubles.length);
      if (span.isActive()) {
        System.arraycopy(doubles, 0, vector, span.start(), doubles.length);
      }
    } else if (value instanceof float[] floats) {
      Span span = next(false, floats.length);
      for (int i = 0; span.isActive() && i < floats.length; i++) {
        vector[span.start() + i] = floats[i];
      }
    } else if (value instanceof Object[] elements) {
      int expected = lengths.hasNext() ? lengths.next() : 0;
      if (elements.length != expected) {
        throw new EvaluationException(
            "there is an array of length %d where one of length %d belongs"
                .formatted(elements.length, expected));
      }
      for (Object element : elements) {
        value(element);
      }
    } else if (value != null && value.getClass().isRecord()) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        value(Components.read(component, value));
      }
    }
  }

  private Span next(boolean isScalar, int length) {
    if (!spans.hasNext()) {
      throw new EvaluationException("there are more numbers than belong there");
    }
    Span span = spans.next();
    if (span.isScalar() != isScalar || span.length() != length) {
      throw new EvaluationException(
          "%s is %s where %s belongs"
              .formatted(
                  span.name(), shape(isScalar, length), shape(span.isScalar(), span.length())));
    }
    return span;
  }

  private static String shape(boolean isScalar, int length) {
    return isScalar ? "a number" : "an array of length " + length;
  }
}
