package dev.gradc.junit;

import dev.gradc.check.CheckResult;
import dev.gradc.check.CompanionCheck;
import dev.gradc.check.Finding;
import dev.gradc.check.GradientCheck;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions about derivatives, to be imported statically:
 *
 * <pre>{@code
 * assertGradient(LossesGrad.Focal.class, 0.3, 1);
 * }</pre>
 *
 * <p>They throw {@link AssertionFailedError} with the report of the check; its expected and actual
 * values are those of the worst element. What else can be said, tolerances and excluded parameters,
 * is said to a {@link GradientCheck}, whose result {@link #assertCorrect} takes.
 */
public final class GradientAssertions {

  private GradientAssertions() {}

  /**
   * Asserts that all derivatives that gradc has generated for a method are right at a point.
   *
   * @param companion the nested class of the method: {@code LossesGrad.Focal.class}
   * @param argument the only one of the method, or the object whose method it is
   * @throws AssertionFailedError if one is not, or cannot be compared
   */
  public static void assertGradient(Class<?> companion, Object argument) {
    assertCorrect(GradientCheck.of(companion).at(argument));
  }

  /**
   * Asserts that all derivatives that gradc has generated for a method are right at a point.
   *
   * @param companion the nested class of the method: {@code LossesGrad.Focal.class}
   * @param first argument of the method; of an instance method the object
   * @param second argument
   * @param others the rest of them
   * @throws AssertionFailedError if one is not, or cannot be compared
   */
  public static void assertGradient(
      Class<?> companion, Object first, Object second, Object... others) {
    CompanionCheck check = GradientCheck.of(companion);
    assertCorrect(check.at(first, second, others));
  }

  /**
   * Asserts that a check has found nothing.
   *
   * @param result of any {@link GradientCheck}
   * @throws AssertionFailedError if it has found something
   */
  public static void assertCorrect(CheckResult result) {
    if (result.isCorrect()) {
      return;
    }
    Optional<Finding> numbers =
        result.findings().stream().filter(Finding::isComparison).findFirst();
    throw numbers
        .map(it -> new AssertionFailedError(result.report(), it.expected(), it.actual()))
        .orElseGet(() -> new AssertionFailedError(result.report()));
  }
}
