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

  private static final Tensor A = Tensor.of(new double[] {3, -1, 2, 0, 4, -5}, 2, 3);

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

  /** Constants are in no sample. */
  @Test
  void constantsAreWrittenToo() {
    Tensor used = Tensor.full(DType.DOUBLE, Double.NaN, 2, 3);
    int[] labels = {2, 0};
    assertSame(used, Indexing.oneHot(DType.DOUBLE, 3, labels, used));
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0}, used.toDoubles());
    Tensor counts = Tensor.full(DType.DOUBLE, Double.NaN, 2);
    assertSame(counts, Indexing.counted(DType.DOUBLE, labels, 0, counts));
    assertArrayEquals(new double[] {1, 0}, counts.toDoubles());
  }

  /** Indices of other numbers, of as many and of more, are not those of before. */
  @Test
  void indicesAreWrittenAgain() {
    KeptPlaces kept = KeptPlaces.begin(null);
    assertSame(kept, KeptPlaces.begin(kept));
    int[] before = null;
    for (Tensor x : new Tensor[] {A, A.neg(), Shapes.concat(A, A.mul(2), 0)}) {
      KeptPlaces.begin(kept);
      int[] largest = Reductions.largestPlaces(x, x.dim(0), kept);
      assertEquals(x.size() == A.size() && before != null, before == largest);
      before = largest;
      assertArrayEquals(Reductions.argMax(x, 1), Reductions.argMax(x, 1, kept));
      // What is made later in an evaluation does not write what was made before.
      assertArrayEquals(Reductions.largestPlaces(x, x.dim(0)), largest);
    }
    Tensor pictures = A.reshape(1, 1, 2, 3);
    Boxes boxes = new Boxes(new int[] {0}, new double[][] {{0, 0, 2, 1}});
    for (Tensor x : new Tensor[] {pictures, pictures.neg()}) {
      KeptPlaces.begin(kept);
      assertArrayEquals(
          Pooling.maxPlaces(x, 2, 2, Sliding.by(1)),
          Pooling.maxPlaces(x, 2, 2, Sliding.by(1), kept));
      assertArrayEquals(Regions.maxPlaces(x, boxes, 1, 2), Regions.maxPlaces(x, boxes, 1, 2, kept));
    }
    assertArrayEquals(new int[] {5, 0}, Indexing.replaced(new int[] {1, 0}, 1, 5, kept));
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
