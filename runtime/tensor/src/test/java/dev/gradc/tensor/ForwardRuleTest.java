package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule for forward mode by itself: against central differences, and the reverse rule. */
final class ForwardRuleTest {

  private static final double STEP = 1e-6;

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @Test
  void everyRuleHasOneForForwardMode() {
    Set<String> reverse =
        RuleIndex.entries().stream()
            .filter(entry -> !entry.isConstant())
            .map(RuleIndex.Entry::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> forward = RuleIndex.forward().stream().map(RuleIndex.Entry::toString).toList();
    assertEquals(reverse, new TreeSet<>(forward));
    assertEquals(reverse.size(), forward.size());
  }

  @Test
  void ofOneOperationBothHaveTheSameConstants() {
    for (RuleIndex.Entry forward : RuleIndex.forward()) {
      assertArrayEquals(
          reverse(forward.operation()).active(), forward.active(), forward.toString());
    }
  }

  /** The tangents of all arguments at once: the derivative of the operation along a line. */
  @ParameterizedTest
  @MethodSource("samples")
  void agreesWithCentralDifferences(Sample sample) throws ReflectiveOperationException {
    RuleIndex.Entry rule = forward(sample.entry().operation());
    Object[] arguments = sample.arguments();
    Object[] tangents = tangents(rule, arguments);
    double[] ahead = RuleTest.numbers(RuleTest.apply(rule, moved(rule, arguments, tangents, STEP)));
    double[] behind =
        RuleTest.numbers(RuleTest.apply(rule, moved(rule, arguments, tangents, -STEP)));
    Object actual = pushforward(rule, arguments, tangents);
    assertShape(RuleTest.apply(rule, arguments), actual, sample.toString());
    double[] found = RuleTest.numbers(actual);
    assertEquals(ahead.length, found.length);
    for (int i = 0; i < found.length; i++) {
      // Of infinities there is no difference.
      double expected = ahead[i] == behind[i] ? 0 : (ahead[i] - behind[i]) / (2 * STEP);
      assertEquals(expected, found[i], 2e-7 * Math.max(1, Math.abs(expected)), sample + " at " + i);
    }
  }

  /** The tangent of the result times a cotangent is the tangents times the cotangents. */
  @ParameterizedTest
  @MethodSource("samples")
  void isTheTransposeOfTheReverseRule(Sample sample) throws ReflectiveOperationException {
    RuleIndex.Entry forward = forward(sample.entry().operation());
    Object[] arguments = sample.arguments();
    Object[] tangents = tangents(forward, arguments);
    Object value = RuleTest.apply(forward, arguments);
    double[] seed = Sample.other(RuleTest.numbers(value).length).toDoubles();
    Object[] cotangents =
        RuleTest.cotangents(sample.entry(), arguments, RuleTest.withNumbers(value, seed));
    double[] tangent = RuleTest.numbers(pushforward(forward, arguments, tangents));
    double scale = 1;
    double expected = 0;
    for (int i = 0; i < tangents.length; i++) {
      double[] one = RuleTest.numbers(tangents[i]);
      double[] other = RuleTest.numbers(cotangents[i]);
      for (int k = 0; k < one.length; k++) {
        expected += one[k] * other[k];
        scale += Math.abs(one[k] * other[k]);
      }
    }
    double actual = 0;
    for (int i = 0; i < seed.length; i++) {
      actual += seed[i] * tangent[i];
    }
    assertEquals(expected, actual, 1e-12 * scale, sample.toString());
  }

  /** The tangent of a tensor of floats is one. */
  @ParameterizedTest
  @MethodSource("samples")
  void staysWithFloats(Sample sample) throws ReflectiveOperationException {
    RuleIndex.Entry rule = forward(sample.entry().operation());
    Object[] floats = Arrays.stream(sample.arguments()).map(ForwardRuleTest::asFloats).toArray();
    Object[] tangents =
        Arrays.stream(tangents(rule, sample.arguments())).map(ForwardRuleTest::asFloats).toArray();
    Object value = RuleTest.apply(rule, floats);
    Object tangent = pushforward(rule, floats, tangents);
    assertShape(value, tangent, sample.toString());
    double[] exact =
        RuleTest.numbers(pushforward(rule, sample.arguments(), tangents(rule, sample.arguments())));
    double[] rounded = RuleTest.numbers(tangent);
    for (int i = 0; i < exact.length; i++) {
      assertEquals(exact[i], rounded[i], 2e-4 * Math.max(1, Math.abs(exact[i])));
    }
  }

  private static Object asFloats(Object argument) {
    return argument instanceof Tensor tensor ? tensor.to(DType.FLOAT) : argument;
  }

  private static RuleIndex.Entry forward(Method operation) {
    return RuleIndex.forward().stream()
        .filter(entry -> entry.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  private static RuleIndex.Entry reverse(Method operation) {
    return RuleIndex.entries().stream()
        .filter(entry -> entry.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  private static Object[] tangents(RuleIndex.Entry rule, Object[] arguments) {
    List<Object> tangents = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (rule.active()[i]) {
        double[] numbers = Sample.other(RuleTest.numbers(arguments[i]).length).toDoubles();
        int shift = i;
        Arrays.setAll(numbers, k -> Math.sin(3 * numbers[k] + shift));
        tangents.add(RuleTest.withNumbers(arguments[i], numbers));
      }
    }
    return tangents.toArray();
  }

  private static Object pushforward(RuleIndex.Entry rule, Object[] arguments, Object[] tangents)
      throws ReflectiveOperationException {
    Object[] all = Arrays.copyOf(arguments, arguments.length + tangents.length);
    System.arraycopy(tangents, 0, all, arguments.length, tangents.length);
    return rule.rule().invoke(null, all);
  }

  private static Object[] moved(
      RuleIndex.Entry rule, Object[] arguments, Object[] tangents, double step) {
    Object[] moved = arguments.clone();
    int next = 0;
    for (int i = 0; i < moved.length; i++) {
      if (rule.active()[i]) {
        double[] numbers = RuleTest.numbers(arguments[i]).clone();
        double[] along = RuleTest.numbers(tangents[next++]);
        Arrays.setAll(numbers, k -> numbers[k] + step * along[k]);
        moved[i] = RuleTest.withNumbers(arguments[i], numbers);
      }
    }
    return moved;
  }

  private static void assertShape(Object value, Object tangent, String what) {
    if (value instanceof Tensor tensor) {
      assertArrayEquals(tensor.shape(), ((Tensor) tangent).shape(), what);
      assertEquals(tensor.dtype(), ((Tensor) tangent).dtype(), what);
    }
  }
}
