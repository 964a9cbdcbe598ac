package dev.gradc.processor.corpus;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records taken apart into the numbers and arrays that they are made of, and put together. */
final class Leaves {

  private Leaves() {}

  /** The types of the leaves of a type, by name: {@code model.w}. */
  static Map<String, Class<?>> of(String name, Class<?> type) {
    Map<String, Class<?>> leaves = new LinkedHashMap<>();
    if (!type.isRecord()) {
      leaves.put(name, type);
      return leaves;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      leaves.putAll(of(name + "." + component.getName(), component.getType()));
    }
    return leaves;
  }

  /** The leaves of a value, in order. */
  static List<Object> of(Object value) {
    if (!value.getClass().isRecord()) {
      return List.of(value);
    }
    List<Object> leaves = new ArrayList<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      try {
        leaves.addAll(of(component.getAccessor().invoke(value)));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return leaves;
  }

  /** A result: itself, or a list if its leaves are several. */
  static Object onlyOrAll(Object value) {
    List<Object> leaves = of(value);
    return leaves.size() == 1 ? leaves.get(0) : leaves;
  }

  /** What {@link #onlyOrAll} gave, as a list. */
  static List<?> all(Object result) {
    return result instanceof List<?> several ? several : List.of(result);
  }

  /** A value of the type, of the next leaves. */
  static Object value(Class<?> type, Iterator<?> leaves) {
    if (!type.isRecord()) {
      return leaves.next();
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getType(), leaves);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new AssertionError(type + " refuses " + Numbers.text(values), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
