package dev.gradc.samples.quickstart;

import static dev.gradc.junit.GradientAssertions.assertGradient;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The derivative of each loss, compared with differences of the loss itself. */
final class LossesTest {

  @ParameterizedTest
  @CsvSource({"0.3, 1", "0.3, 0", "-4, 1", "7, 0"})
  void focal(double logit, double target) {
    assertGradient(LossesGrad.Focal.class, logit, target);
  }
}
