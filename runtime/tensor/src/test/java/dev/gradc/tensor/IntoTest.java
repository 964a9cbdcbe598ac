package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms that write into a tensor that is there already. */
final class IntoTest {

  static Stream<Sample> samples() {
    return Sample.all().filter(sample -> IntoForm.of(sample.entry().operation()) != null);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesTheSameBits(Sample sample) throws ReflectiveOperationException {
    Method form = IntoForm.of(sample.entry().operation());
    Tensor expected = (Tensor) RuleTest.apply(sample.entry(), sample.arguments());

    Tensor fits = Tensor.full(DType.DOUBLE, Double.NaN, expected.shape());
    assertSame(fits, apply(form, sample, fits));
    assertArrayEquals(expected.toDoubles(), fits.toDoubles());
    assertTrue(fits.version() > 0);

    for (Tensor doesNot :
        new Tensor[] {
          null, Tensor.zeros(DType.FLOAT, expected.shape()), Tensor.zeros(DType.DOUBLE, 9, 9, 9)
        }) {
      Tensor made = apply(form, sample, doesNot);
      assertNotSame(doesNot, made);
      assertArrayEquals(expected.shape(), made.shape());
      assertArrayEquals(expected.toDoubles(), made.toDoubles());
    }
  }

  /** Either its own argument is refused, or the result is right all the same. */
  @ParameterizedTest
  @MethodSource("samples")
  void neverSpoilsItsOwnArgument(Sample sample) throws ReflectiveOperationException {
    Method form = IntoForm.of(sample.entry().operation());
    Tensor expected = (Tensor) RuleTest.apply(sample.entry(), sample.arguments());
    for (int i = 0; i < sample.arguments().length; i++) {
      if (sample.arguments()[i] instanceof Tensor original) {
        Tensor argument = original.copy();
        Object[] arguments = Arrays.copyOf(sample.arguments(), sample.arguments().length + 1);
        arguments[i] = argument;
        arguments[arguments.length - 1] = argument;
        try {
          Tensor result = (Tensor) form.invoke(null, arguments);
          assertArrayEquals(expected.toDoubles(), result.toDoubles());
        } catch (java.lang.reflect.InvocationTargetException e) {
          assertEquals(IllegalArgumentException.class, e.getCause().getClass());
        }
      }
    }
  }

  @Test
  void elementwiseOperationsWorkInPlace() {
    Tensor x = Tensor.of(new double[] {1, 2, 3}, 3);
    assertSame(x, Into.mul(x, x, x));
    assertArrayEquals(new double[] {1, 4, 9}, x.toDoubles());
    assertEquals(1, x.version());
  }

  @Test
  void matrixProductsDoNot() {
    Tensor x = Tensor.zeros(DType.DOUBLE, 2, 2);
    assertThrows(IllegalArgumentException.class, () -> Into.matmul(x, x, x.detach()));
  }

  private static Tensor apply(Method form, Sample sample, Tensor into)
      throws ReflectiveOperationException {
    Object[] arguments = Arrays.copyOf(sample.arguments(), sample.arguments().length + 1);
    arguments[arguments.length - 1] = into;
    return (Tensor) form.invoke(null, arguments);
  }
}
