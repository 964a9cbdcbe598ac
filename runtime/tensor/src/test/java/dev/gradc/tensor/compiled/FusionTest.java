package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Loops over elements give the bits of the operations that they stand for, of floats and doubles,
 * whatever the shapes and the numbers are.
 */
final class FusionTest {

  private static final String ONE_BY_ONE = "dev.gradc.tensor.oneByOne";

  /** Of two tensors: one, repeated in all ways, with one element, with none. */
  private static final List<int[][]> SHAPES =
      List.of(
          new int[][] {{4, 3}, {4, 3}},
          new int[][] {{4, 3}, {3}},
          new int[][] {{4, 3}, {4, 1}},
          new int[][] {{4, 3}, {1, 3}},
          new int[][] {{4, 3}, {}},
          new int[][] {{4, 3}, {1, 1}},
          new int[][] {{1, 1}, {1}},
          new int[][] {{0, 3}, {3}},
          new int[][] {{0, 3}, {0, 3}},
          new int[][] {{2, 1}, {1, 3}});

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -1e-30,
    1e30,
    800
  };

  private final Random random = new Random(93);

  private static Stream<Method> methods() {
    return Arrays.stream(Fused.class.getDeclaredMethods())
        .filter(it -> !it.isSynthetic())
        .sorted((one, other) -> one.getName().compareTo(other.getName()));
  }

  private static Object[] arguments(Method method, Tensor x, Tensor y) {
    List<Object> arguments = new ArrayList<>(List.of(x, y));
    for (Class<?> type :
        Arrays.asList(method.getParameterTypes()).subList(2, method.getParameterCount())) {
      arguments.add(type == double.class ? 1.25 : type == int.class ? (Object) 3 : (Object) true);
    }
    return arguments.toArray();
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreRight() {
    return methods()
        .map(
            method ->
                dynamicTest(
                    method.getName(),
                    () -> {
                      CompiledMethod compiled = new CompiledMethod(Fused.class, method.getName());
                      for (int[][] shapes : SHAPES.subList(0, 6)) {
                        Tensor x = Sampling.normal(random, 0, 1, DType.DOUBLE, shapes[0]);
                        Tensor y = Sampling.normal(random, 0, 1, DType.DOUBLE, shapes[1]);
                        compiled.check(arguments(method, x, y), random);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> loopsGiveTheBitsOfOperations() {
    return methods().map(method -> dynamicTest(method.getName(), () -> compare(method)));
  }

  private void compare(Method method) {
    CompiledMethod compiled = new CompiledMethod(Fused.class, method.getName());
    for (DType type : DType.values()) {
      for (int[][] shapes : SHAPES) {
        Tensor x = Sampling.normal(random, 0, 1, type, shapes[0]);
        Tensor y = Sampling.normal(random, 0, 1, type, shapes[1]);
        compare(compiled, arguments(method, x, y));
      }
      compare(compiled, arguments(method, special(type, 0), special(type, 0)));
      for (int shift = 1; shift < SPECIAL.length; shift++) {
        compare(compiled, arguments(method, special(type, 0), special(type, shift)));
      }
    }
  }

  private static Tensor special(DType type, int shift) {
    double[] numbers = new double[SPECIAL.length];
    Arrays.setAll(numbers, i -> SPECIAL[(i + shift) % numbers.length]);
    return Tensor.of(numbers, 3, 4).to(type);
  }

  private void compare(CompiledMethod compiled, Object[] arguments) {
    Object[] one = result(compiled, arguments);
    System.setProperty(ONE_BY_ONE, "true");
    Object[] other;
    try {
      other = result(compiled, arguments);
    } finally {
      System.clearProperty(ONE_BY_ONE);
    }
    assertEquals(one.length, other.length);
    for (int i = 0; i < one.length; i++) {
      if (one[i] instanceof double[] numbers) {
        assertArrayEquals(numbers, (double[]) other[i], () -> Arrays.toString(arguments));
      } else {
        assertEquals(one[i], other[i]);
      }
    }
  }

  /** The value and the gradient, or why there is none. */
  private static Object[] result(CompiledMethod compiled, Object[] arguments) {
    try {
      Object value = compiled.value(arguments);
      Object seed =
          value instanceof Tensor tensor ? Tensor.full(tensor.dtype(), 0.75, tensor.shape()) : null;
      Object gradient = compiled.gradient(arguments, seed);
      return new Object[] {
        CompiledMethod.numbers(value),
        CompiledMethod.numbers(compiled.valueOf(gradient)),
        compiled.parts(gradient, arguments)
      };
    } catch (AssertionError e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return new Object[] {refused.getMessage()};
      }
      throw e;
    }
  }

  /** All that can be part of a loop is part of one here, and is not compared with itself. */
  @Test
  void allOperationsAreInLoops() throws IOException {
    Path file =
        Path.of("target", "generated-test-sources", "test-annotations")
            .resolve(Path.of("dev", "gradc", "tensor", "compiled", "FusedGrad.java"));
    String text = Files.readString(file);
    String operations =
        """
         + \n - \n * \n / \n = -\nMath.max(\nMath.min(\nMath.abs(\nMath.exp(\nMath.log(
        Math.sqrt(\nMath.tanh(\nMath.signum(\nMath.expm1(\nMath.log1p(\nMath.sin(\nMath.cos(
        1 / Math.sqrt(\nElementFunctions.pow(\nElementFunctions.sigmoid(\nElementFunctions.erf(
        ElementFunctions.normalDistribution(\nElementFunctions.leakyRelu(\nElementFunctions.elu(
        ElementFunctions.gelu(\nElementFunctions.softplus(\nElementFunctions.logSigmoid(
         > \n >= \n < \n <= \n == \n != \n != 0 ?\
        """;
    for (String operation : operations.lines().toList()) {
      boolean isThere =
          text.lines()
              .anyMatch(
                  line ->
                      line.strip().startsWith("float ")
                          && line.contains(operation.stripTrailing()));
      assertTrue(isThere, operation);
    }
  }
}
