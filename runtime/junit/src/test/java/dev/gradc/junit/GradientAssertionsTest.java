package dev.gradc.junit;

import static dev.gradc.junit.GradientAssertions.assertCorrect;
import static dev.gradc.junit.GradientAssertions.assertGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.check.CheckResult;
import dev.gradc.check.GradientCheck;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

final class GradientAssertionsTest {

  private static CheckResult square(double factor, double x) {
    return GradientCheck.function((Double y) -> y * y).gradient(y -> factor * y).at(x);
  }

  @Test
  void rightOnesPass() {
    assertCorrect(square(2, 3));
    assertGradient(CubesGrad.Right.class, 3);
    assertGradient(CubesGrad.Wrong.class, 0.5, 0);
  }

  @Test
  void wrongOnesFailWithBothNumbers() {
    AssertionFailedError error =
        assertThrows(AssertionFailedError.class, () -> assertCorrect(square(3, 1.5)));
    assertEquals(4.5, error.getActual().getValue());
    assertEquals(3.0, (Double) error.getExpected().getValue(), 1e-9);
    assertTrue(error.getMessage().contains("x: gradient 4.5, differences 3 ± "), error::toString);
  }

  @Test
  void companionsFailLikewise() {
    AssertionFailedError error =
        assertThrows(
            AssertionFailedError.class, () -> assertGradient(CubesGrad.Wrong.class, 0.5, 1));
    assertTrue(error.getMessage().startsWith("CubesGrad.Wrong: the gradient is wrong"));
    assertTrue(error.isActualDefined());
  }

  @Test
  void whatCannotBeComparedFailsWithoutNumbers() {
    AssertionFailedError error =
        assertThrows(
            AssertionFailedError.class,
            () ->
                assertCorrect(
                    GradientCheck.function((Double x) -> Math.abs(x)).gradient(x -> 0.0).at(0.0)));
    assertFalse(error.isActualDefined());
    assertTrue(error.getMessage().contains("a kink"), error::toString);
  }
}
