package dev.gradc.processor.corpus;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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

  private static boolean isComposite(Typed type) {
    return type.raw().isArray()
        ? isComposite(type.element())
        : type.raw().isRecord() || type.raw().isSealed();
  }

  /** The records that a value of a sealed interface may be, through all interfaces between. */
  private static List<Typed> casesOf(Class<?> sealed) {
    List<Typed> cases = new ArrayList<>();
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      cases.addAll(each.isSealed() ? casesOf(each) : List.of(Typed.of(each)));
    }
    return cases;
  }

  /** The types of the leaves of a type, by name: {@code model.w}. */
  static Map<String, Class<?>> of(String name, Type given) {
    Typed type = Typed.of(given);
    Map<String, Class<?>> leaves = new LinkedHashMap<>();
    if (!isComposite(type)) {
      leaves.put(name, type.raw());
    } else if (type.raw().isArray()) {
      of(name, type.element()).forEach((leaf, it) -> leaves.put(leaf, it.arrayType()));
    } else if (type.raw().isSealed()) {
      leaves.put(name + ".caseNumber", int.class);
      for (Typed each : casesOf(type.raw())) {
        String simple = each.raw().getSimpleName();
        String component = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
        leaves.putAll(of(name + "." + component, each));
      }
    } else {
      RecordComponent[] components = type.raw().getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        leaves.putAll(of(name + "." + components[i].getName(), type.components().get(i)));
      }
    }
    return leaves;
  }

  /** The leaves of a value of a type, in order. */
  static List<Object> of(Object value, Type given) {
    Typed type = Typed.of(given);
    if (!isComposite(type)) {
      return List.of(value);
    }
    List<Object> leaves = new ArrayList<>();
    if (type.raw().isArray()) {
      Typed element = type.element();
      List<Class<?>> types = List.copyOf(of("", element).values());
      for (int k = 0; k < types.size(); k++) {
        Object leaf = Array.newInstance(types.get(k), Array.getLength(value));
        for (int i = 0; i < Array.getLength(value); i++) {
          Array.set(leaf, i, of(Array.get(value, i), element).get(k));
        }
        leaves.add(leaf);
      }
    } else if (type.raw().isSealed()) {
      List<Typed> cases = casesOf(type.raw());
      int number = 0;
      while (!cases.get(number).raw().isInstance(value)) {
        number++;
      }
      leaves.add(number);
      for (int i = 0; i < cases.size(); i++) {
        leaves.addAll(i == number ? of(value, cases.get(i)) : nothing(cases.get(i)));
      }
    } else {
      RecordComponent[] components = type.raw().getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        try {
          leaves.addAll(of(accessor.invoke(value), type.components().get(i)));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    return leaves;
  }

  /** The leaves of a case that is not there. */
  private static List<Object> nothing(Typed type) {
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
  static Object onlyOrAll(Object value, Type type) {
    List<Object> leaves = of(value, type);
    return leaves.size() == 1 ? leaves.get(0) : leaves;
  }

  /** What {@link #onlyOrAll} gave, as a list. */
  static List<?> all(Object result) {
    return result instanceof List<?> several ? several : List.of(result);
  }

  /** A value of the type, of the next leaves. */
  static Object value(Type given, Iterator<?> leaves) {
    Typed type = Typed.of(given);
    if (!isComposite(type)) {
      return leaves.next();
    }
    List<Object> own = new ArrayList<>();
    of("", type).forEach((name, leaf) -> own.add(leaves.next()));
    return valueOf(type, own);
  }

  private static Object valueOf(Typed type, List<?> leaves) {
    if (!isComposite(type)) {
      return leaves.get(0);
    }
    if (type.raw().isArray()) {
      return arrayOf(type.element(), leaves);
    }
    if (type.raw().isSealed()) {
      int start = 1;
      List<Typed> cases = casesOf(type.raw());
      int number = (Integer) leaves.get(0) % cases.size();
      for (Typed other : cases.subList(0, number)) {
        start += of("", other).size();
      }
      Typed record = cases.get(number);
      return valueOf(record, leaves.subList(start, start + of("", record).size()));
    }
    Iterator<?> next = leaves.iterator();
    List<Typed> components = type.components();
    Object[] values = components.stream().map(it -> value(it, next)).toArray();
    return made(type.raw(), values);
  }

  private static Object arrayOf(Typed element, List<?> leaves) {
    int length = Array.getLength(leaves.get(0));
    Object array = Array.newInstance(element.raw(), length);
    for (int i = 0; i < length; i++) {
      List<Object> parts = new ArrayList<>();
      for (Object leaf : leaves) {
        parts.add(Array.get(leaf, i));
      }
      Array.set(array, i, valueOf(element, parts));
    }
    return array;
  }

  private static Object made(Class<?> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
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
