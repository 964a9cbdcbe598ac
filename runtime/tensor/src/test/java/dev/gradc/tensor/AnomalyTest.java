package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradc.AnomalyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What code that is compiled with {@code -Agradc.anomaly=true} asks of tensors. */
final class AnomalyTest {

  private static final Tensor FINITE = Tensor.of(new double[] {1, 2, 3}, 3);
  private static final Tensor NONE = Tensor.of(new double[] {1, 0, Double.NaN, 4}, 2, 2);

  @Test
  void whereItArisesItIsTold() {
    AnomalyException told =
        assertThrows(
            AnomalyException.class,
            () -> TensorAnomalies.check(NONE, "'x.log()' (A.java:3), forward pass,", FINITE));
    assertEquals(
        "'x.log()' (A.java:3), forward pass, gives NaN, number 2 of DOUBLE[2, 2]",
        told.getMessage());
  }

  @Test
  void whatAroseBeforeIsNotToldAgain() {
    TensorAnomalies.check(NONE, "later", FINITE, NONE);
    TensorAnomalies.check(FINITE, "nothing", FINITE);
    TensorAnomalies.check(null, "nothing flows", FINITE, null);
  }

  @Test
  void numbersCountAsWell() {
    double infinite = Double.NEGATIVE_INFINITY;
    TensorAnomalies.check(Tensor.full(DType.DOUBLE, infinite, 2), "meant to be so", infinite);
    TensorAnomalies.check(Double.NaN, "of a tensor", NONE);
    AnomalyException told =
        assertThrows(
            AnomalyException.class,
            () -> TensorAnomalies.check(infinite, "'x.item()'", FINITE, 1f));
    assertEquals("'x.item()' gives -Infinity", told.getMessage());
  }

  /** What is infinite may be meant so; no number is what it makes where it must not be. */
  @Test
  void whatIsNoNumberArisesFromInfinitiesToo() {
    Tensor infinite = Tensor.full(DType.DOUBLE, Double.POSITIVE_INFINITY, 2, 2);
    TensorAnomalies.check(infinite, "meant to be so", infinite);
    AnomalyException told =
        assertThrows(
            AnomalyException.class,
            () -> TensorAnomalies.check(NONE, "'x.sub(x)'", infinite, infinite));
    assertEquals("'x.sub(x)' gives NaN, number 2 of DOUBLE[2, 2]", told.getMessage());
  }

  @Test
  void argumentsAreToldOf() {
    Tensor infinite = Tensor.full(DType.FLOAT, Double.NEGATIVE_INFINITY, 2);
    TensorAnomalies.checkNumbers(infinite, "a mask");
    TensorAnomalies.checkNumbers(null, "zero");
    assertEquals(
        "argument 'x' is NaN, number 2 of DOUBLE[2, 2]",
        told(() -> TensorAnomalies.checkNumbers(NONE, "argument 'x'")));
    assertEquals(
        "argument 'xs' is NaN at [0][1], number 2 of DOUBLE[2, 2]",
        told(() -> TensorAnomalies.checkNumbers(new Tensor[][] {{FINITE, NONE}}, "argument 'xs'")));
    assertEquals(
        "seed is -Infinity, number 0 of FLOAT[2]",
        told(() -> TensorAnomalies.checkFinite(infinite, "seed")));
  }

  @Test
  void theValueIsToldOfWithTheArgumentThatIsInfinite() {
    Tensor infinite = Tensor.full(DType.FLOAT, Double.NEGATIVE_INFINITY, 2);
    TensorAnomalies.checkValue(1, "value", "argument 'x'", infinite);
    assertEquals(
        "value is Infinity, with argument 'x', which is -Infinity, number 0 of FLOAT[2]",
        told(
            () ->
                TensorAnomalies.checkValue(
                    Double.POSITIVE_INFINITY, "value", "one", FINITE, "argument 'x'", infinite)));
  }

  /** What is finite may have a sum that is not; what is infinite may be meant so. */
  @Test
  void sumsAreToldOf() {
    Tensor large = Tensor.of(new double[] {1, 1.5e308}, 2);
    Tensor infinite = Tensor.full(DType.DOUBLE, Double.POSITIVE_INFINITY, 2);
    TensorAnomalies.checkSum(large, large.neg(), "adding");
    TensorAnomalies.checkSum(null, infinite, "adding");
    TensorAnomalies.checkSum(large, null, "adding");
    TensorAnomalies.checkSum(infinite, large, "adding");
    TensorAnomalies.checkSum(Cotangents.none(Tensor.of(new double[2], 2)), large, "adding");
    TensorAnomalies.checkSum(new Tensor[] {large}, new Tensor[] {null}, "adding");
    assertEquals(
        "adding gives Infinity, number 1 of DOUBLE[2]",
        told(() -> TensorAnomalies.checkSum(large, large, "adding")));
    Tensor[][] rows = {{null, large}};
    assertEquals(
        "adding gives Infinity, number 1 of DOUBLE[2]",
        told(() -> TensorAnomalies.checkSum(rows, rows, "adding")));
  }

  private static String told(Executable check) {
    return assertThrows(AnomalyException.class, check).getMessage();
  }
}
