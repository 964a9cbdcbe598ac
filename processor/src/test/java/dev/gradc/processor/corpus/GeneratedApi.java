package dev.gradc.processor.corpus;

import dev.gradc.processor.ir.Function;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The generated API of one method, called as a user would call it. */
final class GeneratedApi {

  private static final List<String> TAKEN =
      List.of("value", "zeros", "of", "setZero", "toString", "hashCode", "getClass", "notify");

  private final Method original;
  private final Class<?> nested;
  private final Class<?> gradient;
  private final List<Method> accessors = new ArrayList<>();

  /**
   * @param function the method as IR, which knows what is detached
   */
  GeneratedApi(Method original, Class<?> nested, Function function) {
    this.original = original;
    this.nested = nested;
    this.gradient = inner("Gradient");
    for (int i = 0; i < function.parameters().size(); i++) {
      String name = original.getParameters()[i].getName();
      if (function.parameters().get(i).isActive()) {
        accessors.add(accessor(name));
      }
    }
  }

  /** What a backward pass has found: the value and, flat, the gradient. */
  record Answer(Object value, double[] gradient) {}

  private Method accessor(String parameter) {
    String name =
        TAKEN.contains(parameter)
            ? "d"
                + parameter.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + parameter.substring(1)
            : parameter;
    Method method = find(gradient, name);
    if (!Arrays.asList(original.getParameterTypes()).contains(method.getReturnType())) {
      throw new AssertionError("the type of the accessor is wrong: " + method);
    }
    return method;
  }

  private Class<?> inner(String name) {
    return Arrays.stream(nested.getDeclaredClasses())
        .filter(it -> it.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no class " + name + " in " + nested));
  }

  boolean hasArrayResult() {
    return original.getReturnType().isArray();
  }

  /** The user's own method. */
  Object original(Object... arguments) {
    return call(original, null, arguments);
  }

  /**
   * The fused form.
   *
   * @param seed the cotangent; only that of an array is handed over
   */
  Answer fused(Object[] arguments, Object seed) {
    Object result = call(find(nested, "gradient", seeded()), null, seeded(arguments, seed));
    return new Answer(call(find(gradient, "value"), result), read(result));
  }

  /** The gradient of a number of fused passes into one gradient that was zero. */
  double[] accumulated(List<Object[]> passes, Object seed) {
    Object into =
        call(find(gradient, "zeros", original.getParameterTypes()), null, passes.get(0).clone());
    Class<?>[] types = plus(seeded(), gradient);
    for (Object[] arguments : passes) {
      Object value =
          call(find(nested, "addGradient", types), null, plus(seeded(arguments, seed), into));
      if (!original.getReturnType().isArray() && !(value instanceof Number)) {
        throw new AssertionError("addGradient gives no value");
      }
    }
    return read(into);
  }

  /** A new tape that has recorded nothing. */
  Object newTape() {
    try {
      var constructor = inner("Tape").getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** A forward pass on a new tape. */
  Object forward(Object... arguments) {
    return call(find(nested, "forward", original.getParameterTypes()), null, arguments);
  }

  /** A forward pass on a tape that was used before, perhaps. */
  void forwardAgain(Object tape, Object... arguments) {
    call(find(tape.getClass(), "forward", original.getParameterTypes()), tape, arguments);
  }

  /** A backward pass, from 1 where the result is a number. */
  Answer backward(Object tape, Object seed) {
    Object value = call(find(tape.getClass(), "value"), tape);
    Object result =
        hasArrayResult()
            ? call(find(tape.getClass(), "backward", original.getReturnType()), tape, seed)
            : call(find(tape.getClass(), "backward"), tape);
    return new Answer(value, read(result));
  }

  private double[] read(Object result) {
    return Numbers.flat(accessors.stream().map(accessor -> call(accessor, result)).toList());
  }

  private Class<?>[] seeded() {
    return hasArrayResult()
        ? plus(original.getParameterTypes(), original.getReturnType())
        : original.getParameterTypes();
  }

  private Object[] seeded(Object[] arguments, Object seed) {
    return hasArrayResult() ? plus(arguments, seed) : arguments;
  }

  private static Class<?>[] plus(Class<?>[] types, Class<?> last) {
    return Stream.concat(Arrays.stream(types), Stream.of(last)).toArray(Class<?>[]::new);
  }

  private static Object[] plus(Object[] values, Object last) {
    return Stream.concat(Arrays.stream(values), Stream.of(last)).toArray();
  }

  private static Method find(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      ((AccessibleObject) method).setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("the API lacks a method", e);
    }
  }

  private static Object call(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " throws " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
