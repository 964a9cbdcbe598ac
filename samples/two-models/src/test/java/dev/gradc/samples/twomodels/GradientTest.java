package dev.gradc.samples.twomodels;

import static dev.gradc.junit.GradientAssertions.assertCorrect;
import static dev.gradc.junit.GradientAssertions.assertGradient;

import dev.gradc.check.CompanionCheck;
import dev.gradc.check.GradientCheck;
import dev.gradc.samples.twomodels.Training.Losses;
import org.junit.jupiter.api.Test;

/** Gradients of records, with several outputs, compared with differences. */
final class GradientTest {

  private final Networks n = Networks.start();

  @Test
  void retained() {
    assertGradient(TrainingGrad.Retained.class, n.model1(), n.model2(), n.data(), n.labels());
  }

  /** What the method detaches inside is no part of its gradient, but differences see it. */
  @Test
  void detached() {
    CompanionCheck check = GradientCheck.of(TrainingGrad.Detached.class);
    assertCorrect(check.excluding("model1").at(n.model1(), n.model2(), n.data(), n.labels()));
    assertCorrect(
        check.cotangent(new Losses(1, 0)).at(n.model1(), n.model2(), n.data(), n.labels()));
  }
}
