package dev.gradc.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How values, be they numbers, arrays or records, are one vector: the floating-point numbers in
 * them that derivatives flow through, in order. The values themselves stay as they are; what is
 * made of a vector is new, with copies of everything else.
 */
final class Flattening {

  private final List<Span> spans;
  private final List<Integer> lengths;
  private final Object[] values;
  private final int size;

  private Flattening(Walk walk, Object[] values) {
    this.spans = List.copyOf(walk.spans());
    this.lengths = List.copyOf(walk.lengths());
    this.values = values;
    this.size = walk.size();
  }

  /**
   * @param values whose shapes count; they are kept as patterns
   * @param roles the names and what is active
   */
  static Flattening of(Object[] values, Roles roles) {
    Walk walk = new Walk(roles);
    for (int i = 0; i < values.length; i++) {
      walk.value(values[i], i);
    }
    Flattening flattening = new Flattening(walk, new Object[values.length]);
    Object[] copies = new Rebuilding(flattening.spans, flattening.vector(values)).all(values);
    System.arraycopy(copies, 0, flattening.values, 0, copies.length);
    return flattening;
  }

  int size() {
    return size;
  }

  boolean hasFloats() {
    return spans.stream().anyMatch(span -> span.isActive() && span.isFloat());
  }

  List<Span> activeSpans() {
    return spans.stream().filter(Span::isActive).toList();
  }

  /** Whether derivatives flow through one of the values. */
  boolean isActive(int parameter) {
    return spans.stream().anyMatch(span -> span.isActive() && span.parameter() == parameter);
  }

  /** The elements of each part, also of one that has none. */
  Map<String, List<Integer>> parts() {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    for (Span span : activeSpans()) {
      List<Integer> elements = parts.computeIfAbsent(span.part(), key -> new ArrayList<>());
      for (int i = span.start(); i < span.end(); i++) {
        elements.add(i);
      }
    }
    return parts;
  }

  /** The element as a person names it: {@code model.w[3][1]}. */
  String nameOf(int element) {
    return spans.stream()
        .filter(span -> span.isActive() && span.start() <= element && element < span.end())
        .map(span -> span.nameOf(element))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The numbers of values of the same shape.
   *
   * @throws EvaluationException if they have another shape
   */
  double[] vector(Object... same) {
    Reading reading = new Reading(spans, lengths, size);
    for (Object value : same) {
      reading.value(value);
    }
    return reading.vector();
  }

  /** Whether values still have the numbers that they were made with; rows may be others now. */
  boolean holds(double[] vector, Object... same) {
    try {
      return Arrays.equals(vector, vector(same));
    } catch (EvaluationException otherShape) {
      return false;
    }
  }

  /**
   * New values with these numbers in the places of their own.
   *
   * @throws EvaluationException if a record cannot be made of them
   */
  Object[] values(double[] vector) {
    return new Rebuilding(spans, vector).all(values);
  }

  /**
   * For each element its place where each part is written down as a whole, row by row, before the
   * next; they differ for arrays of records.
   */
  int[] placesByParts(int parameters) {
    int[] places = new int[size];
    int next = 0;
    for (int parameter = 0; parameter < parameters; parameter++) {
      Map<String, List<Span>> byPath = new LinkedHashMap<>();
      for (Span span : activeSpans()) {
        if (span.parameter() == parameter) {
          byPath.computeIfAbsent(span.path(), key -> new ArrayList<>()).add(span);
        }
      }
      for (List<Span> part : byPath.values()) {
        for (Span span : part) {
          for (int i = span.start(); i < span.end(); i++) {
            places[i] = next++;
          }
        }
      }
    }
    return places;
  }
}
