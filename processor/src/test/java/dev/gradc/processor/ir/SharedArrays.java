package dev.gradc.processor.ir;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Arguments some of which are objects that hold an array, perhaps one that is an argument too.
 * Copies of such arguments share what the arguments share.
 *
 * <p>An object is one of these if its class has a static method {@code around} of an array, which
 * makes one, and a field {@code held}. If it has a method {@code hang()}, that puts the array into
 * a static field, before each evaluation.
 */
public final class SharedArrays {

  private SharedArrays() {}

  /** The same arguments in arrays, and objects around arrays, of their own. */
  public static Object[] copy(Object... arguments) {
    IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    return Arrays.stream(arguments).map(it -> copy(it, copies)).toArray();
  }

  private static Object copy(Object value, IdentityHashMap<Object, Object> copies) {
    if (value instanceof List<?> several) {
      return several.stream().map(it -> copy(it, copies)).toList();
    }
    if (value == null || !value.getClass().isArray()) {
      return heldBy(value).<Object>map(it -> around(value, copy(it, copies))).orElse(value);
    }
    Object known = copies.get(value);
    if (known != null) {
      return known;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    copies.put(value, copy);
    for (int i = 0; i < length; i++) {
      Array.set(copy, i, copy(Array.get(value, i), copies));
    }
    return copy;
  }

  /** The array that an object holds, if it is one that holds one. */
  public static Optional<Object> heldBy(Object object) {
    return object == null
        ? Optional.empty()
        : maker(object.getClass()).map(any -> field(object, "held"));
  }

  /** An object like this one around that array, or around one in which that is the second row. */
  public static Object around(Object object, Object array) {
    Method maker = maker(object.getClass()).orElseThrow();
    if (maker.getParameterTypes()[0].isInstance(array)) {
      return call(maker, null, array);
    }
    Object[] rows = ((Object[]) field(object, "held")).clone();
    rows[1] = array;
    return call(maker, null, (Object) rows);
  }

  /** Whether an object holds an array that is an argument, or is in one. */
  public static boolean areIn(Object... arguments) {
    return Arrays.stream(arguments)
        .flatMap(it -> heldBy(it).stream())
        .flatMap(SharedArrays::withRows)
        .anyMatch(
            held ->
                Arrays.stream(arguments)
                    .flatMap(SharedArrays::withRows)
                    .anyMatch(it -> it == held));
  }

  /** An array and all that are in it; nothing of what is none. */
  private static Stream<Object> withRows(Object value) {
    boolean isArray = value != null && value.getClass().isArray();
    Stream<Object> rows =
        value instanceof Object[] several
            ? Arrays.stream(several).flatMap(SharedArrays::withRows)
            : Stream.empty();
    return Stream.concat(isArray ? Stream.of(value) : Stream.empty(), rows);
  }

  /** Puts what objects hold where the evaluation that comes next finds it. */
  public static void hang(Object... arguments) {
    for (Object argument : arguments) {
      if (heldBy(argument).isPresent()) {
        method(argument.getClass(), "hang").ifPresent(it -> call(it, argument));
      }
    }
  }

  private static Optional<Method> maker(Class<?> type) {
    // Those of the library are none, and need not open themselves.
    return type.getClassLoader() == null
        ? Optional.empty()
        : Arrays.stream(type.getDeclaredMethods())
            .filter(it -> it.getName().equals("around") && it.getParameterCount() == 1)
            .filter(it -> it.getParameterTypes()[0].isArray())
            .findFirst();
  }

  private static Optional<Method> method(Class<?> type, String name, Class<?>... parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(it -> it.getName().equals(name))
        .filter(it -> Arrays.equals(it.getParameterTypes(), parameters))
        .findFirst();
  }

  private static Object call(Method method, Object receiver, Object... arguments) {
    try {
      ((AccessibleObject) method).setAccessible(true);
      return method.invoke(receiver, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object field(Object object, String name) {
    try {
      Field field = object.getClass().getDeclaredField(name);
      ((AccessibleObject) field).setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
