package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.Detach;
import dev.gradc.tensor.Tensor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A differentiable method, its generated class, and what has to hold between the two. */
final class CompiledMethod {

  private static final double TOLERANCE = 2e-7;
  private static final String ONE_BY_ONE = "dev.gradc.tensor.oneByOne";

  private final Method primal;
  private final Class<?> nested;
  private final Class<?> gradient;
  private final double step;

  CompiledMethod(Class<?> owner, String name) {
    this(owner, name, 1e-5);
  }

  /**
   * @param step of differences
   */
  CompiledMethod(Class<?> owner, String name, double step) {
    this.step = step;
    this.primal = method(owner, name);
    String nestedName = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    try {
      this.nested = Class.forName(owner.getName() + "Grad$" + nestedName);
      this.gradient = Class.forName(nested.getName() + "$Gradient");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " was not compiled", e);
    }
  }

  static Method method(Class<?> owner, String name) {
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && !method.isSynthetic()) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new AssertionError("no method " + name + " in " + owner);
  }

  static Object call(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static Object[] with(Object[] arguments, Object... more) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }

  boolean needsSeed() {
    return primal.getReturnType() != double.class;
  }

  /** All that is asked of the gradient of a method that detaches nothing. */
  void check(Object[] arguments, Random random) {
    Object seed = randomLike(call(primal, null, arguments), random);
    differences(arguments, seed, parts(gradient(arguments, seed), arguments), random);
    checkForms(arguments, random);
    new Directions(this, random).checkChange(arguments);
  }

  /** All forms of a gradient are one, to the bit. */
  void checkForms(Object[] arguments, Random random) {
    Object value = call(primal, null, arguments);
    Object seed = randomLike(value, random);
    Object fused = gradient(arguments, seed);
    assertArrayEquals(numbers(value), numbers(call(method(gradient, "value"), fused)), 0);
    double[] parts = parts(fused, arguments);
    assertArrayEquals(parts, parts(recorded(newTape(), arguments, seed), arguments), 0, "tape");
    oneByOne(arguments, seed, parts);
    again(arguments, seed, parts, random);
    outputs(arguments, seed, parts);
    new Directions(this, random).check(arguments, seed, parts);
  }

  Object value(Object[] arguments) {
    return call(primal, null, arguments);
  }

  Object valueOf(Object found) {
    return call(method(gradient, "value"), found);
  }

  double step() {
    return step;
  }

  Class<?> nested() {
    return nested;
  }

  Object gradient(Object[] arguments, Object seed) {
    return call(method(nested, "gradient"), null, needsSeed() ? with(arguments, seed) : arguments);
  }

  private Object newTape() {
    try {
      var constructor = Class.forName(nested.getName() + "$Tape").getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  private Object recorded(Object tape, Object[] arguments, Object seed) {
    call(method(tape.getClass(), "forward"), tape, arguments);
    return backward(tape, needsSeed() ? seed : 1.0);
  }

  /** Adds to a gradient of its own, which it sets to zero before. */
  Runnable fusedStep(Object[] arguments) {
    Object into = call(method(gradient, "zeros"), null, arguments);
    return calls(
        handle(method(gradient, "setZero"), into),
        handle(method(nested, "addGradient"), with(arguments, into)));
  }

  /** The same by a tape of its own, of a method that gives a number. */
  Runnable recordedStep(Object[] arguments) {
    Object into = call(method(gradient, "zeros"), null, arguments);
    Object tape = newTape();
    Method back =
        Arrays.stream(tape.getClass().getDeclaredMethods())
            .filter(it -> it.getName().equals("backward"))
            .filter(it -> Arrays.equals(it.getParameterTypes(), new Class<?>[] {gradient}))
            .findFirst()
            .orElseThrow();
    back.setAccessible(true);
    Object[] recorded = new Object[] {tape};
    return calls(
        handle(method(gradient, "setZero"), into),
        handle(method(tape.getClass(), "forward"), with(recorded, arguments)),
        handle(back, tape, into));
  }

  /** A call that makes no objects of its own, with a receiver first if there is one. */
  private static MethodHandle handle(Method method, Object... arguments) {
    try {
      MethodHandle handle = MethodHandles.lookup().unreflect(method);
      return MethodHandles.insertArguments(handle, 0, arguments)
          .asType(MethodType.methodType(void.class));
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  private static Runnable calls(MethodHandle... handles) {
    return () -> {
      try {
        for (MethodHandle handle : handles) {
          handle.invokeExact();
        }
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    };
  }

  private static Object backward(Object tape, Object seed) {
    for (Method method : tape.getClass().getDeclaredMethods()) {
      if (method.getName().equals("backward")
          && method.getParameterCount() == 1
          && !method.getParameterTypes()[0].getSimpleName().equals("Gradient")) {
        method.setAccessible(true);
        return call(method, tape, seed);
      }
    }
    throw new AssertionError("no backward pass");
  }

  /** Loops give the bits of the operations that they are made of. */
  private void oneByOne(Object[] arguments, Object seed, double[] parts) {
    System.setProperty(ONE_BY_ONE, "true");
    try {
      assertArrayEquals(parts, parts(gradient(arguments, seed), arguments), "one by one");
      double[] taped = parts(recorded(newTape(), arguments, seed), arguments);
      assertArrayEquals(parts, taped, "one by one, on a tape");
    } finally {
      System.clearProperty(ONE_BY_ONE);
    }
  }

  /** Memory that was used before gives the same bits as memory that was not. */
  private void again(Object[] arguments, Object seed, double[] parts, Random random) {
    Object[] others = new Object[arguments.length];
    for (int i = 0; i < others.length; i++) {
      others[i] =
          isActive(i) ? moved(arguments[i], randomLike(arguments[i], random), 0.1) : arguments[i];
    }
    Object tape = newTape();
    recorded(tape, others, seed);
    assertArrayEquals(parts, parts(recorded(tape, arguments, seed), arguments), 0, "again");
    Object into = gradient(others, seed);
    call(method(gradient, "setZero"), into);
    Method add = method(nested, "addGradient");
    Object[] all = needsSeed() ? with(arguments, seed, into) : with(arguments, into);
    call(add, null, all);
    assertArrayEquals(parts, parts(into, arguments), 0, "set to zero");
    call(add, null, all);
    double[] twice = Arrays.stream(parts).map(part -> 2 * part).toArray();
    assertArrayEquals(twice, parts(into, arguments), 0, "added");
  }

  /** The gradients of all outputs add up to that of one sweep. */
  private void outputs(Object[] arguments, Object seed, double[] parts) {
    if (!(seed instanceof Record)) {
      return;
    }
    double[] sum = new double[parts.length];
    for (RecordComponent component : seed.getClass().getRecordComponents()) {
      if (component.getType() == int.class || component.getType() == int[].class) {
        continue;
      }
      Object tape = newTape();
      call(method(tape.getClass(), "forward"), tape, arguments);
      Object handle = call(method(tape.getClass(), component.getName()), tape);
      Object own = backward(handle, call(accessor(component), seed));
      double[] each = parts(own, arguments);
      Arrays.setAll(sum, i -> sum[i] + each[i]);
    }
    assertArrayEquals(parts, sum, 1e-12, "outputs");
  }

  static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }

  private void differences(Object[] arguments, Object seed, double[] parts, Random random) {
    for (int trial = 0; trial < 4; trial++) {
      List<double[]> direction = new ArrayList<>();
      Object[] ahead = arguments.clone();
      Object[] behind = arguments.clone();
      for (int i = 0; i < arguments.length; i++) {
        if (isActive(i)) {
          Object along = randomLike(arguments[i], random);
          direction.add(numbers(along));
          ahead[i] = moved(arguments[i], along, step);
          behind[i] = moved(arguments[i], along, -step);
        }
      }
      double expected =
          (product(call(primal, null, ahead), seed) - product(call(primal, null, behind), seed))
              / (2 * step);
      double[] all = direction.stream().flatMapToDouble(Arrays::stream).toArray();
      assertEquals(all.length, parts.length);
      double actual = 0;
      double scale = 1e-3;
      for (int i = 0; i < all.length; i++) {
        actual += all[i] * parts[i];
        scale += Math.abs(all[i] * parts[i]);
      }
      assertEquals(expected, actual, TOLERANCE * scale, primal.getName());
    }
  }

  private double product(Object value, Object seed) {
    double[] numbers = numbers(value);
    double[] weights = needsSeed() ? numbers(seed) : new double[] {1};
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += numbers[i] * weights[i];
    }
    return sum;
  }

  boolean isActive(int position) {
    String name = primal.getParameters()[position].getName();
    assertTrue(primal.getParameters()[position].isNamePresent(), "compile with -parameters");
    return Arrays.stream(gradient.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(name));
  }

  double[] parts(Object found, Object[] arguments) {
    List<double[]> parts = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (isActive(i)) {
        parts.add(numbers(call(method(gradient, primal.getParameters()[i].getName()), found)));
      }
    }
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** All numbers of a value that are not constants, in order. */
  static double[] numbers(Object value) {
    if (value instanceof Double number) {
      return new double[] {number};
    } else if (value instanceof double[] array) {
      return array;
    } else if (value instanceof Tensor tensor) {
      return tensor.toDoubles();
    } else if (value instanceof Object[] array) {
      return Arrays.stream(array).flatMapToDouble(it -> Arrays.stream(numbers(it))).toArray();
    } else if (!(value instanceof Record)) {
      return new double[0];
    }
    return Arrays.stream(value.getClass().getRecordComponents())
        .filter(it -> !it.isAnnotationPresent(Detach.class))
        .flatMapToDouble(it -> Arrays.stream(numbers(call(accessor(it), value))))
        .toArray();
  }

  /** The same structure of other numbers. */
  private interface Change {
    double[] of(double[] numbers);
  }

  static Object randomLike(Object value, Random random) {
    return changed(
        value, numbers -> Arrays.stream(numbers).map(any -> random.nextGaussian()).toArray());
  }

  static Object moved(Object value, Object direction, double step) {
    double[] along = numbers(direction);
    int[] position = {0};
    return changed(
        value,
        numbers -> Arrays.stream(numbers).map(it -> it + step * along[position[0]++]).toArray());
  }

  private static Object changed(Object value, Change change) {
    if (value instanceof Double number) {
      return change.of(new double[] {number})[0];
    } else if (value instanceof double[] array) {
      return change.of(array);
    } else if (value instanceof Tensor tensor) {
      return Tensor.of(change.of(tensor.toDoubles()), tensor.shape());
    } else if (value instanceof Object[] array) {
      Object[] others = array.clone();
      Arrays.setAll(others, i -> changed(array[i], change));
      return others;
    } else if (!(value instanceof Record)) {
      return value;
    }
    RecordComponent[] components = value.getClass().getRecordComponents();
    Object[] others = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object component = call(accessor(components[i]), value);
      boolean isConstant = components[i].isAnnotationPresent(Detach.class);
      others[i] = isConstant ? component : changed(component, change);
    }
    try {
      var constructor = value.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(others);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }
}
