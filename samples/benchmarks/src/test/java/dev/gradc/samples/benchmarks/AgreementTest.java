package dev.gradc.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class AgreementTest {

  @Test
  void isByTheLargestElement() {
    double[] expected = {1, -1000};
    assertDoesNotThrow(() -> Agreement.check(expected, new double[] {1.9, -1000.9}, 1e-3));
    assertEquals(
        "element 0 is 2.1, which should be 1.0",
        assertThrows(
                IllegalStateException.class,
                () -> Agreement.check(expected, new double[] {2.1, -1000}, 1e-3))
            .getMessage());
  }

  @Test
  void isNotWithoutNumbers() {
    assertThrows(
        IllegalStateException.class,
        () -> Agreement.check(new double[] {1}, new double[] {Double.NaN}, 1));
    assertThrows(
        IllegalStateException.class, () -> Agreement.check(new double[] {1}, new double[0], 1));
  }
}
