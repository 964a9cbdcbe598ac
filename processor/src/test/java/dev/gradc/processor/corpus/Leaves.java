package dev.gradc.processor.corpus;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Records taken apart into the numbers and arrays that they are made of, and put together; arrays
 * of records into an array for each leaf; sealed interfaces into the number of the case and the
 * leaves of all cases.
 */
final class Leaves {

  private Leaves() {}

  private static boolean isComposite(Class<?> type) {
    return type.isArray()
        ? isComposite(type.getComponentType())
        : type.isRecord() || type.isSealed();
  }

  /** The records that a value of a sealed interface may be, through all interfaces between. */
  private static List<Class<?>> casesOf(Class<?> sealed) {
    List<Class<?>> cases = new ArrayList<>();
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      cases.addAll(each.isSealed() ? casesOf(each) : List.of(each));
    }
    return cases;
  }

  /** The types of the leaves of a type, by name: {@code model.w}. */
  static Map<String, Class<?>> of(String name, Class<?> type) {
    Map<String, Class<?>> leaves = new LinkedHashMap<>();
    if (!isComposite(type)) {
      leaves.put(name, type);
    } else if (type.isArray()) {
      of(name, type.getComponentType()).forEach((leaf, it) -> leaves.put(leaf, it.arrayType()));
    } else if (type.isSealed()) {
      leaves.put(name + ".caseNumber", int.class);
      for (Class<?> each : casesOf(type)) {
        String simple = each.getSimpleName();
        String component = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
        leaves.putAll(of(name + "." + component, each));
      }
    } else {
      for (RecordComponent component : type.getRecordComponents()) {
        leaves.putAll(of(name + "." + component.getName(), component.getType()));
      }
    }
    return leaves;
  }

  /** The leaves of a value of a type, in order. */
  static List<Object> of(Object value, Class<?> type) {
    if (!isComposite(type)) {
      return List.of(value);
    }
    List<Object> leaves = new ArrayList<>();
    if (type.isArray()) {
      Class<?> element = type.getComponentType();
      List<Class<?>> types = List.copyOf(of("", element).values());
      for (int k = 0; k < types.size(); k++) {
        Object leaf = Array.newInstance(types.get(k), Array.getLength(value));
        for (int i = 0; i < Array.getLength(value); i++) {
          Array.set(leaf, i, of(Array.get(value, i), element).get(k));
        }
        leaves.add(leaf);
      }
    } else if (type.isSealed()) {
      List<Class<?>> cases = casesOf(type);
      int number = 0;
      while (!cases.get(number).isInstance(value)) {
        number++;
      }
      leaves.add(number);
      for (int i = 0; i < cases.size(); i++) {
        leaves.addAll(i == number ? of(value, cases.get(i)) : nothing(cases.get(i)));
      }
    } else {
      for (RecordComponent component : type.getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        try {
          leaves.addAll(of(component.getAccessor().invoke(value), component.getType()));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    return leaves;
  }

  /** The leaves of a case that is not there. */
  private static List<Object> nothing(Class<?> type) {
    List<Object> leaves = new ArrayList<>();
    for (Class<?> leaf : of("", type).values()) {
      leaves.add(
          leaf.isArray()
              ? Array.newInstance(leaf.getComponentType(), 0)
              : Array.get(Array.newInstance(leaf, 1), 0));
    }
    return leaves;
  }

  /** A result: itself, or a list if its leaves are several. */
  static Object onlyOrAll(Object value, Class<?> type) {
    List<Object> leaves = of(value, type);
    return leaves.size() == 1 ? leaves.get(0) : leaves;
  }

  /** What {@link #onlyOrAll} gave, as a list. */
  static List<?> all(Object result) {
    return result instanceof List<?> several ? several : List.of(result);
  }

  /** A value of the type, of the next leaves. */
  static Object value(Class<?> type, Iterator<?> leaves) {
    if (!isComposite(type)) {
      return leaves.next();
    }
    List<Object> own = new ArrayList<>();
    of("", type).forEach((name, leaf) -> own.add(leaves.next()));
    return valueOf(type, own);
  }

  private static Object valueOf(Class<?> type, List<?> leaves) {
    if (!isComposite(type)) {
      return leaves.get(0);
    }
    if (type.isArray()) {
      return arrayOf(type.getComponentType(), leaves);
    }
    if (type.isSealed()) {
      int start = 1;
      List<Class<?>> cases = casesOf(type);
      int number = (Integer) leaves.get(0) % cases.size();
      for (Class<?> other : cases.subList(0, number)) {
        start += of("", other).size();
      }
      Class<?> record = cases.get(number);
      return valueOf(record, leaves.subList(start, start + of("", record).size()));
    }
    Iterator<?> next = leaves.iterator();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getType(), next);
    }
    return made(type, components, values);
  }

  private static Object arrayOf(Class<?> element, List<?> leaves) {
    int length = Array.getLength(leaves.get(0));
    Object array = Array.newInstance(element, length);
    for (int i = 0; i < length; i++) {
      List<Object> parts = new ArrayList<>();
      for (Object leaf : leaves) {
        parts.add(Array.get(leaf, i));
      }
      Array.set(array, i, valueOf(element, parts));
    }
    return array;
  }

  private static Object made(Class<?> type, RecordComponent[] components, Object[] values) {
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
