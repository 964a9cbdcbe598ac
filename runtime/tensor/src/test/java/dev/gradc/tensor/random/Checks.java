package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.TapeFreedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What a compiled method is held to at one point, but for differences. */
final class Checks {

  private static final String ONE_BY_ONE = "dev.gradc.tensor.oneByOne";

  private final Companion method;
  private final Object[] arguments;
  private final Object[] ofOtherValues;
  private final Object[] ofOtherShapes;
  private final Object seed;
  private final Object[] direction;
  private final double[] expected;
  private final double[] value;
  private final Companion.Run run;
  private final double dotTolerance;

  Checks(Point point, Companion method) {
    this.method = method;
    arguments = point.arguments();
    ofOtherValues = point.ofOtherValues();
    ofOtherShapes = point.ofOtherShapes();
    run = method.run(arguments);
    value = Values.numbers(run.value());
    SplittableRandom random = Choices.random("seed");
    seed = method.needsSeed() ? Values.randomLike(run.value(), random) : 1.0;
    direction = new Directions(method).random(arguments, random);
    expected = method.parts(method.gradient(Values.copy(arguments), seed));
    dotTolerance = point.isOfFloats() ? 1e-4 : 1e-10;
  }

  /** By name, in the order in which they are made. */
  Map<String, Runnable> all() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("value", this::value);
    all.put("tape", () -> same(method.recorded(method.newTape(), arguments, seed), 0));
    all.put("one by one", this::oneByOne);
    all.put("tape again", () -> again(ofOtherValues));
    all.put("tape after other shapes", () -> again(ofOtherShapes));
    all.put("accumulation", this::accumulation);
    all.put("outputs", this::outputs);
    all.put("tangent", this::tangent);
    all.put("hvp", this::curvature);
    return all;
  }

  double[] gradient() {
    return expected;
  }

  double[] value0() {
    return value;
  }

  Object seed() {
    return seed;
  }

  boolean isRegular() {
    return Arrays.stream(value).allMatch(it -> Math.abs(it) < 1e6)
        && Arrays.stream(expected).allMatch(it -> Math.abs(it) < 1e6);
  }

  private void same(double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double scale = tolerance == 0 ? 0 : tolerance * scale(expected);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], scale, "number " + i);
    }
  }

  static double scale(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).max().orElse(0) + 1e-3;
  }

  /** The method's own, and arguments as it leaves them. */
  private void value() {
    Object[] copies = Values.copy(arguments);
    Object found = method.gradient(copies, seed);
    assertArrayEquals(value, Values.numbers(method.valueOf(found)), "value of gradient");
    assertArrayEquals(run.arguments(), Values.numbers(copies), "arguments of gradient");
    copies = Values.copy(arguments);
    Object tape = method.newTape();
    method.forward(tape, copies);
    assertArrayEquals(value, Values.numbers(method.valueOf(tape)), "value of forward");
    assertArrayEquals(run.arguments(), Values.numbers(copies), "arguments of forward");
    method.backward(tape, seed);
    assertArrayEquals(run.arguments(), Values.numbers(copies), "arguments of backward");
  }

  private void oneByOne() {
    System.setProperty(ONE_BY_ONE, "true");
    try {
      same(method.parts(method.gradient(Values.copy(arguments), seed)), 0);
      same(method.recorded(method.newTape(), arguments, seed), 0);
    } finally {
      System.clearProperty(ONE_BY_ONE);
    }
  }

  /** A tape that was used before, backwards or only forwards, gives the same bits. */
  private void again(Object[] others) {
    Object otherSeed =
        method.needsSeed()
            ? Values.randomLike(method.run(others).value(), Choices.random("other"))
            : 1.0;
    double[] alone = method.recorded(method.newTape(), others, otherSeed);
    Object tape = method.newTape();
    assertArrayEquals(alone, method.recorded(tape, others, otherSeed));
    Object[] copies = Values.copy(arguments);
    method.forward(tape, copies);
    assertArrayEquals(value, Values.numbers(method.valueOf(tape)), "value");
    Object kept = method.valueOf(tape);
    same(method.parts(method.backward(tape, seed)), 0);
    assertArrayEquals(alone, method.recorded(tape, others, otherSeed));
    // What was given out, or put into arrays of arguments, is the caller's.
    assertArrayEquals(value, Values.numbers(kept), "value kept");
    assertArrayEquals(run.arguments(), Values.numbers(copies), "arguments kept");
    method.forward(tape, Values.copy(others));
    same(method.recorded(tape, arguments, seed), 0);
  }

  private void accumulation() {
    Object into = method.gradient(Values.copy(ofOtherValues), seedOf(ofOtherValues));
    method.setZero(into);
    method.add(arguments, seed, into);
    same(method.parts(into), 0);
    method.add(arguments, seed, into);
    same(Arrays.stream(method.parts(into)).map(it -> it / 2).toArray(), 1e-12);
    method.setZero(into);
    method.add(arguments, seed, into);
    same(method.parts(into), 0);
  }

  private Object seedOf(Object[] others) {
    return method.needsSeed()
        ? Values.randomLike(method.run(others).value(), Choices.random("other"))
        : 1.0;
  }

  /**
   * Passes of outputs add up to that of all; a second one gives the same or says that it cannot.
   */
  private void outputs() {
    if (!(seed instanceof Record)
        || !seed.getClass().getSimpleName().matches("Losses|.*Kept|Found")) {
      return;
    }
    double[] sum = new double[expected.length];
    Map<String, double[]> alone = new LinkedHashMap<>();
    Map<String, Object> seeds = new LinkedHashMap<>();
    for (var component : seed.getClass().getRecordComponents()) {
      seeds.put(component.getName(), Values.part(component, seed));
      Object tape = method.newTape();
      method.forward(tape, Values.copy(arguments));
      double[] own = output(tape, component.getName(), seeds);
      alone.put(component.getName(), own);
      Arrays.setAll(sum, i -> sum[i] + own[i]);
    }
    same(sum, dotTolerance);
    for (String first : seeds.keySet()) {
      for (String second : seeds.keySet()) {
        Object tape = method.newTape();
        method.forward(tape, Values.copy(arguments));
        output(tape, first, seeds);
        try {
          assertArrayEquals(alone.get(second), output(tape, second, seeds), "then " + second);
        } catch (TapeFreedException freed) {
          // It says so.
        }
      }
    }
  }

  private double[] output(Object tape, String name, Map<String, Object> seeds) {
    Object handle = Calls.call(Calls.method(tape.getClass(), name), tape);
    return method.parts(method.backward(handle, seeds.get(name)));
  }

  /** Forward mode gives the product of the gradient with the direction. */
  private void tangent() {
    Object found = method.jvp(arguments, direction);
    assertArrayEquals(value, Values.numbers(method.valueOf(found)), "value of jvp");
    double[] tangent = Values.numbers(method.tangentOf(found));
    double[] weights = Values.numbers(seed);
    Directions.assertSameProducts(
        expected, Values.numbers(direction), tangent, weights, dotTolerance);
  }

  private void curvature() {
    if (method.has("hvp")) {
      new Directions(method).symmetry(arguments, direction, dotTolerance);
    }
  }
}
