package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradc.AnomalyException;
import org.junit.jupiter.api.Test;

/** What code that is compiled with {@code -Agradc.anomaly=true} asks of tensors. */
final class AnomalyTest {

  private static final Tensor FINITE = Tensor.of(new double[] {1, 2, 3}, 3);
  private static final Tensor NONE = Tensor.of(new double[] {1, 0, Double.NaN, 4}, 2, 2);

  @Test
  void whereItArisesItIsTold() {
    AnomalyException told =
        assertThrows(
            AnomalyException.class,
            () -> Cotangents.check(NONE, "'x.log()' (A.java:3), forward pass,", FINITE));
    assertEquals(
        "'x.log()' (A.java:3), forward pass, gives NaN, number 2 of DOUBLE[2, 2]",
        told.getMessage());
  }

  @Test
  void whatAroseBeforeIsNotToldAgain() {
    Cotangents.check(NONE, "later", FINITE, NONE);
    Cotangents.check(FINITE, "nothing", FINITE);
    Cotangents.check(null, "nothing flows", FINITE, null);
  }

  @Test
  void numbersCountAsWell() {
    double infinite = Double.NEGATIVE_INFINITY;
    Cotangents.check(Tensor.full(DType.DOUBLE, infinite, 2), "meant to be so", infinite);
    Cotangents.check(Double.NaN, "of a tensor", NONE);
    AnomalyException told =
        assertThrows(
            AnomalyException.class, () -> Cotangents.check(infinite, "'x.item()'", FINITE, 1f));
    assertEquals("'x.item()' gives -Infinity", told.getMessage());
  }
}
