package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What has to hold between the derivatives of a method along directions and its gradient. */
final class Directions {

  private static final double TOLERANCE = 1e-10;
  private static final double TOLERANCE_OF_DIFFERENCES = 2e-7;

  private final CompiledMethod method;
  private final Random random;

  Directions(CompiledMethod method, Random random) {
    this.method = method;
    this.random = random;
  }

  /** In the modes that the method asks for: a direction's derivative is its product. */
  void check(Object[] arguments, Object seed, double[] gradient) {
    if (has("jvp")) {
      jvp(arguments, seed, gradient);
    }
    if (has("hvp")) {
      hvp(arguments, gradient);
    }
  }

  /**
   * The product with a Hessian is what the gradient changes by; not where something is detached.
   */
  void checkChange(Object[] arguments) {
    if (has("hvp")) {
      Object[] direction = direction(arguments);
      double[] ahead = gradient(moved(arguments, direction, method.step()));
      double[] behind = gradient(moved(arguments, direction, -method.step()));
      double[] product = product(arguments, direction);
      double scale = scale(ahead) + scale(product);
      for (int i = 0; i < product.length; i++) {
        double expected = (ahead[i] - behind[i]) / (2 * method.step());
        assertEquals(expected, product[i], TOLERANCE_OF_DIFFERENCES * scale, "hvp at " + i);
      }
    }
  }

  private boolean has(String name) {
    return Arrays.stream(method.nested().getDeclaredMethods())
        .anyMatch(each -> each.getName().equals(name));
  }

  private void jvp(Object[] arguments, Object seed, double[] gradient) {
    Object[] direction = direction(arguments);
    Object tangent = call("jvp", CompiledMethod.with(arguments, direction));
    double[] value = CompiledMethod.numbers(method.value(arguments));
    assertArrayEquals(value, read(tangent, "value"), 0, "value");
    double[] weights = method.needsSeed() ? CompiledMethod.numbers(seed) : new double[] {1};
    assertClose(
        dot(gradient, numbers(direction)), dot(read(tangent, "tangent"), weights), scale(gradient));
    assertArrayEquals(
        read(tangent, "tangent"),
        read(
            call("jvp", CompiledMethod.with(arguments, CompiledMethod.with(direction, tangent))),
            "tangent"),
        0,
        "again");
  }

  private void hvp(Object[] arguments, double[] gradient) {
    Object[] one = direction(arguments);
    Object[] other = direction(arguments);
    double[] product = product(arguments, one);
    double scale = scale(product) + scale(product(arguments, other));
    assertClose(dot(product, numbers(other)), dot(product(arguments, other), numbers(one)), scale);
    Object sum = call("hvp", CompiledMethod.with(arguments, one));
    Object both = method.gradient(arguments, null);
    Object[] into = CompiledMethod.with(CompiledMethod.with(arguments, one), both, sum);
    assertArrayEquals(
        CompiledMethod.numbers(method.value(arguments)),
        new double[] {(Double) call("addHvp", into)},
        0);
    assertArrayEquals(twice(product), method.parts(sum, arguments), 0, "added");
    double[] twice = method.parts(both, arguments);
    for (int i = 0; i < twice.length; i++) {
      assertClose(2 * gradient[i], twice[i], scale(gradient));
    }
  }

  private static double[] twice(double[] numbers) {
    return Arrays.stream(numbers).map(each -> 2 * each).toArray();
  }

  private double[] product(Object[] arguments, Object[] direction) {
    return method.parts(call("hvp", CompiledMethod.with(arguments, direction)), arguments);
  }

  private double[] gradient(Object[] arguments) {
    return method.parts(method.gradient(arguments, null), arguments);
  }

  private Object call(String name, Object[] arguments) {
    Optional<Method> found =
        Arrays.stream(method.nested().getDeclaredMethods())
            .filter(it -> it.getName().equals(name) && it.getParameterCount() == arguments.length)
            .findFirst();
    found.orElseThrow().setAccessible(true);
    return CompiledMethod.call(found.orElseThrow(), null, arguments);
  }

  private static double[] read(Object tangent, String name) {
    return CompiledMethod.numbers(
        CompiledMethod.call(CompiledMethod.method(tangent.getClass(), name), tangent));
  }

  /** One for each active parameter. */
  private Object[] direction(Object[] arguments) {
    List<Object> direction = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (method.isActive(i)) {
        direction.add(CompiledMethod.randomLike(arguments[i], random));
      }
    }
    return direction.toArray();
  }

  private Object[] moved(Object[] arguments, Object[] direction, double step) {
    Object[] moved = arguments.clone();
    int next = 0;
    for (int i = 0; i < moved.length; i++) {
      if (method.isActive(i)) {
        moved[i] = CompiledMethod.moved(arguments[i], direction[next++], step);
      }
    }
    return moved;
  }

  private static double[] numbers(Object[] values) {
    return Arrays.stream(values)
        .flatMapToDouble(each -> Arrays.stream(CompiledMethod.numbers(each)))
        .toArray();
  }

  private static double dot(double[] one, double[] other) {
    assertEquals(one.length, other.length);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double scale(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).sum() + 1e-3;
  }

  private static void assertClose(double expected, double actual, double scale) {
    assertEquals(expected, actual, TOLERANCE * scale);
  }
}
