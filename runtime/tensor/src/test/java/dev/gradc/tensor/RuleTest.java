package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule by itself: against central differences of its operation. */
final class RuleTest {

  private static final double STEP = 1e-6;

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void agreesWithCentralDifferences(Sample sample) throws ReflectiveOperationException {
    RuleIndex.Entry entry = sample.entry();
    Object[] arguments = sample.arguments().clone();
    Object value = apply(entry, arguments);
    double[] seed = Sample.other(numbers(value).length).toDoubles();
    Object cotangent = withNumbers(value, seed);
    Object[] cotangents = cotangents(entry, arguments, cotangent);
    int next = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (entry.active()[i]) {
        assertNotSame(cotangent, cotangents[next]);
        double[] expected = differences(entry, arguments, i, seed);
        assertShape(arguments[i], cotangents[next]);
        assertClose(expected, numbers(cotangents[next++]), sample + ", argument " + i);
      }
    }
    assertEquals(cotangents.length, next);
  }

  /** Nothing becomes double on the way, and the numbers are the same but for rounding. */
  @ParameterizedTest
  @MethodSource("samples")
  void staysWithFloats(Sample sample) throws ReflectiveOperationException {
    RuleIndex.Entry entry = sample.entry();
    Object[] doubles = sample.arguments();
    Object[] floats = Arrays.stream(doubles).map(RuleTest::asFloats).toArray();
    Object value = apply(entry, doubles);
    Object cotangent = withNumbers(value, Sample.other(numbers(value).length).toDoubles());
    Object ofFloats = apply(entry, floats);
    Object narrow =
        ofFloats instanceof Tensor tensor ? ((Tensor) cotangent).to(tensor.dtype()) : cotangent;
    Object[] expected = cotangents(entry, doubles, cotangent);
    Object[] actual = cotangents(entry, floats, narrow);
    int next = 0;
    for (int i = 0; i < floats.length; i++) {
      if (entry.active()[i]) {
        if (floats[i] instanceof Tensor) {
          assertEquals(DType.FLOAT, ((Tensor) actual[next]).dtype());
        }
        double[] exact = numbers(expected[next]);
        double[] rounded = numbers(actual[next++]);
        for (int k = 0; k < exact.length; k++) {
          assertEquals(exact[k], rounded[k], 2e-4 * Math.max(1, Math.abs(exact[k])));
        }
      }
    }
  }

  private static Object asFloats(Object argument) {
    return argument instanceof Tensor tensor ? tensor.to(DType.FLOAT) : argument;
  }

  @Test
  void everyRuleHasASample() {
    Set<String> missing = new TreeSet<>();
    RuleIndex.entries().stream()
        .filter(entry -> !entry.isConstant())
        .forEach(entry -> missing.add(entry.toString()));
    Sample.all().forEach(sample -> missing.remove(sample.entry().toString()));
    assertEquals(Set.of("Tensor.of(float[], int[])"), missing);
  }

  @Test
  void noOperationHasTwoRules() {
    Set<Method> seen = new HashSet<>();
    for (RuleIndex.Entry entry : RuleIndex.entries()) {
      assertEquals(true, seen.add(entry.operation()), entry.toString());
    }
  }

  static Object apply(RuleIndex.Entry entry, Object[] arguments)
      throws ReflectiveOperationException {
    if (entry.isStatic()) {
      return entry.operation().invoke(null, arguments);
    }
    Object[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    return entry.operation().invoke(arguments[0], rest);
  }

  static Object[] cotangents(RuleIndex.Entry entry, Object[] arguments, Object cotangent)
      throws ReflectiveOperationException {
    Object[] all = Arrays.copyOf(arguments, entry.rule().getParameterCount());
    all[arguments.length] = cotangent;
    if (all.length > arguments.length + 1) {
      all[arguments.length + 1] = new double[((double[]) arguments[0]).length];
    }
    Object result = entry.rule().invoke(null, all);
    if (result == null) {
      return Arrays.copyOfRange(all, arguments.length + 1, all.length);
    } else if (!(result instanceof Record)) {
      return new Object[] {result};
    }
    var components = result.getClass().getRecordComponents();
    Object[] several = new Object[components.length];
    for (int i = 0; i < several.length; i++) {
      several[i] = components[i].getAccessor().invoke(result);
    }
    return several;
  }

  private static double[] differences(
      RuleIndex.Entry entry, Object[] arguments, int which, double[] seed)
      throws ReflectiveOperationException {
    double[] at = numbers(arguments[which]);
    double[] result = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      result[i] =
          (moved(entry, arguments, which, i, STEP, seed)
                  - moved(entry, arguments, which, i, -STEP, seed))
              / (2 * STEP);
    }
    return result;
  }

  private static double moved(
      RuleIndex.Entry entry, Object[] arguments, int which, int index, double by, double[] seed)
      throws ReflectiveOperationException {
    double[] at = numbers(arguments[which]).clone();
    at[index] += by;
    Object[] all = arguments.clone();
    all[which] = withNumbers(arguments[which], at);
    double[] values = numbers(apply(entry, all));
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += seed[i] * values[i];
    }
    return sum;
  }

  static double[] numbers(Object value) {
    if (value instanceof Tensor tensor) {
      return tensor.toDoubles();
    }
    return value instanceof double[] array ? array : new double[] {(Double) value};
  }

  static Object withNumbers(Object like, double[] numbers) {
    if (like instanceof Tensor tensor) {
      return Tensor.of(numbers, tensor.shape());
    }
    return like instanceof double[] ? (Object) numbers : (Object) numbers[0];
  }

  private static void assertShape(Object argument, Object cotangent) {
    if (argument instanceof Tensor tensor) {
      assertArrayEquals(tensor.shape(), ((Tensor) cotangent).shape());
    }
  }

  private static void assertClose(double[] expected, double[] actual, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], actual[i], 2e-7 * scale, what + " at " + i);
    }
  }
}
