package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Derivatives along directions. */
record Directions(Companion method) {

  /** One for each active parameter. */
  Object[] random(Object[] arguments, SplittableRandom random) {
    List<Object> direction = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (method.isActive(i)) {
        direction.add(Values.randomLike(arguments[i], random));
      }
    }
    return direction.toArray();
  }

  Object[] moved(Object[] arguments, Object[] direction, double step) {
    Object[] moved = arguments.clone();
    int next = 0;
    for (int i = 0; i < moved.length; i++) {
      if (method.isActive(i)) {
        moved[i] = Values.moved(arguments[i], direction[next++], step);
      }
    }
    return moved;
  }

  /** A Hessian is symmetric. */
  void symmetry(Object[] arguments, Object[] one, double tolerance) {
    Object[] other = random(arguments, Choices.random("second"));
    double[] product = method.parts(method.hvp(arguments, one));
    double[] second = method.parts(method.hvp(arguments, other));
    assertSameProducts(product, Values.numbers(other), second, Values.numbers(one), tolerance);
  }

  static void assertSameProducts(double[] a, double[] b, double[] c, double[] d, double tolerance) {
    double scale = length(a) * length(b) + length(c) * length(d) + 1e-3;
    assertEquals(dot(a, b), dot(c, d), tolerance * scale);
  }

  static double dot(double[] one, double[] other) {
    assertEquals(one.length, other.length);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double length(double[] numbers) {
    return Math.sqrt(Arrays.stream(numbers).map(it -> it * it).sum());
  }
}
