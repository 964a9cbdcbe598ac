package dev.gradc.check;

import dev.gradc.Detach;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the numbers in values, in order. */
final class Walk {

  private final Roles roles;
  private final List<Span> spans = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private int size;

  /** Where a value is; see {@link Span}. */
  private record Place(
      int parameter,
      String name,
      String part,
      String path,
      List<Integer> trail,
      boolean isDetached) {

    Place element(int index) {
      List<Integer> inner = new ArrayList<>(trail);
      inner.add(index);
      return new Place(parameter, name + "[" + index + "]", part, path, inner, isDetached);
    }

    Place component(String component, boolean isDetachedHere) {
      return new Place(
          parameter,
          joined(name, component),
          joined(part, component),
          joined(path, component),
          trail,
          isDetached || isDetachedHere);
    }

    Place sealedCase(Class<?> record) {
      String simple = record.getSimpleName();
      String own = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
      return new Place(parameter, name, part, joined(path, own), trail, isDetached);
    }

    private static String joined(String before, String component) {
      return before.isEmpty() ? component : before + "." + component;
    }
  }

  Walk(Roles roles) {
    this.roles = roles;
  }

  List<Span> spans() {
    return spans;
  }

  /** Of all arrays of arrays and records, in order. */
  List<Integer> lengths() {
    return lengths;
  }

  int size() {
    return size;
  }

  void value(Object value, int parameter) {
    String name = roles.name(parameter);
    value(value, new Place(parameter, name, name, "", List.of(), false));
  }

  private void value(Object value, Place place) {
    if (value instanceof Double || value instanceof Float) {
      add(place, true, value instanceof Float, 1);
    } else if (value instanceof double[] doubles) {
      add(place, false, false, doubles.length);
    } else if (value instanceof float[] floats) {
      add(place, false, true, floats.length);
    } else if (value instanceof Object[] elements) {
      lengths.add(elements.length);
      for (int i = 0; i < elements.length; i++) {
        value(elements[i], place.element(i));
      }
    } else if (value != null && value.getClass().isRecord()) {
      record(value, place);
    } else if (roles.isExpected(place.parameter(), place.path())) {
      throw new EvaluationException(
          "%s is %s; what can be checked are numbers, arrays and records of them"
              .formatted(
                  place.name(), value == null ? "null" : "of " + value.getClass().getSimpleName()));
    }
  }

  private void record(Object value, Place place) {
    Class<?> type = value.getClass();
    Place inside = roles.isSealed(place.parameter(), place.path()) ? place.sealedCase(type) : place;
    for (RecordComponent component : type.getRecordComponents()) {
      boolean isDetached = component.isAnnotationPresent(Detach.class);
      value(Components.read(component, value), inside.component(component.getName(), isDetached));
    }
  }

  private void add(Place place, boolean isScalar, boolean isFloat, int length) {
    boolean isActive = !place.isDetached() && roles.isActive(place.parameter(), place.path());
    spans.add(
        new Span(
            place.name().isEmpty() ? "value" : place.name(),
            place.part().isEmpty() ? "value" : place.part(),
            place.parameter(),
            place.path(),
            List.copyOf(place.trail()),
            isScalar,
            isFloat,
            length,
            isActive ? size : -1));
    size += isActive ? length : 0;
  }
}
