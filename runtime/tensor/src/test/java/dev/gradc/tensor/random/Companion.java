package dev.gradc.tensor.random;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A method that was compiled in memory, and what was generated for it, if anything was. */
final class Companion {

  private final Method primal;
  private final Class<?> nested;
  private final Class<?> gradient;

  Companion(InMemory compiled, String owner, String name) {
    this.primal = Calls.method(compiled.load(owner), name);
    if (!compiled.hasDerivatives()) {
      this.nested = null;
      this.gradient = null;
      return;
    }
    String simple = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    this.nested = compiled.load(owner + "Grad$" + simple);
    this.gradient = compiled.load(owner + "Grad$" + simple + "$Gradient");
  }

  boolean needsSeed() {
    return primal.getReturnType() != double.class;
  }

  boolean has(String name) {
    return Calls.has(nested, name);
  }

  /** What the method gives, and what it leaves of its arguments. */
  record Run(Object value, double[] arguments) {}

  Run run(Object[] arguments) {
    Object[] copies = Values.copy(arguments);
    Object value = Calls.call(primal, null, copies);
    return new Run(value, Values.numbers(copies));
  }

  boolean isActive(int position) {
    String name = primal.getParameters()[position].getName();
    return Arrays.stream(gradient.getDeclaredMethods())
        .anyMatch(it -> it.getName().equals(name) && it.getParameterCount() == 0);
  }

  /** A gradient's numbers, parameter by parameter. */
  double[] parts(Object found) {
    List<double[]> parts = new ArrayList<>();
    for (int i = 0; i < primal.getParameterCount(); i++) {
      if (isActive(i)) {
        Method accessor = Calls.method(gradient, primal.getParameters()[i].getName());
        parts.add(Values.numbers(Calls.call(accessor, found)));
      }
    }
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** By {@code gradient}; arguments are changed as the method changes them. */
  Object gradient(Object[] arguments, Object seed) {
    return Calls.call(
        Calls.method(nested, "gradient"),
        null,
        needsSeed() ? Calls.with(arguments, Values.copy(seed)) : arguments);
  }

  Object valueOf(Object found) {
    return Calls.call(Calls.method(found.getClass(), "value"), found);
  }

  Object tangentOf(Object found) {
    return Calls.call(Calls.method(found.getClass(), "tangent"), found);
  }

  void setZero(Object into) {
    Calls.call(Calls.method(gradient, "setZero"), into);
  }

  void add(Object[] arguments, Object seed, Object into) {
    Object[] copies = Values.copy(arguments);
    Object[] all =
        needsSeed() ? Calls.with(copies, Values.copy(seed), into) : Calls.with(copies, into);
    Calls.call(Calls.method(nested, "addGradient"), null, all);
  }

  Object newTape() {
    try {
      var constructor =
          Arrays.stream(nested.getDeclaredClasses())
              .filter(it -> it.getSimpleName().equals("Tape"))
              .findFirst()
              .orElseThrow()
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  /** The arguments themselves, since tapes watch them. */
  Object forward(Object tape, Object[] arguments) {
    Method forward =
        Arrays.stream(tape.getClass().getDeclaredMethods())
            .filter(it -> it.getName().equals("forward"))
            .filter(it -> it.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    forward.setAccessible(true);
    return Calls.call(forward, tape, arguments);
  }

  /** Of a tape, or of one of its outputs. */
  Object backward(Object tape, Object seed) {
    for (Method method : tape.getClass().getDeclaredMethods()) {
      if (method.getName().equals("backward")
          && method.getParameterCount() == 1
          && method.getParameterTypes()[0] != gradient) {
        method.setAccessible(true);
        return Calls.call(method, tape, Values.copy(seed));
      }
    }
    throw new AssertionError("no backward pass");
  }

  /** Forward and backward on a tape. */
  double[] recorded(Object tape, Object[] arguments, Object seed) {
    forward(tape, Values.copy(arguments));
    return parts(backward(tape, seed));
  }

  Object jvp(Object[] arguments, Object[] direction) {
    return Calls.call(
        withCount("jvp", arguments.length + direction.length),
        null,
        Calls.with(Values.copy(arguments), Values.copy(direction)));
  }

  Object hvp(Object[] arguments, Object[] direction) {
    return Calls.call(
        withCount("hvp", arguments.length + direction.length),
        null,
        Calls.with(Values.copy(arguments), Values.copy(direction)));
  }

  private Method withCount(String name, int count) {
    Method found =
        Arrays.stream(nested.getDeclaredMethods())
            .filter(it -> it.getName().equals(name) && it.getParameterCount() == count)
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    return found;
  }
}
