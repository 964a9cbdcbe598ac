package dev.gradc.tensor.random;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Differences of a method, and of its gradient, against what was compiled. */
final class Oracle {

  private static final double TOLERANCE = 1e-6;
  private static final int DIRECTIONS = 3;

  private final Companion method;
  private final Point point;
  private final Checks checks;
  private final Compiled.Form frozen;

  /**
   * @param frozen the method with what it detaches kept as it is at the point
   */
  Oracle(Compiled.Form form, Checks checks, Compiled.Form frozen) {
    this.method = form.method();
    this.point = form.point();
    this.frozen = frozen;
    this.checks = checks;
  }

  /** What came of it. */
  enum Answer {
    RIGHT,
    DIVERGES
  }

  /** Along some directions; fails where differences converge to something else. */
  Answer gradient() {
    Frozen.keep();
    frozen.method().run(frozen.point().arguments());
    double[] weights = Values.numbers(checks.seed());
    return along(
        "gradient",
        frozen.point().arguments(),
        moved -> {
          Frozen.give();
          return Directions.dot(Values.numbers(frozen.method().run(moved).value()), weights);
        },
        direction -> Directions.dot(checks.gradient(), Values.numbers(direction)));
  }

  /** How the gradient changes, of a method that detaches nothing. */
  Answer curvature() {
    Object[] second = new Directions(method).random(point.arguments(), Choices.random("third"));
    double[] weights = Values.numbers(second);
    return along(
        "hvp",
        point.arguments(),
        moved -> Directions.dot(method.parts(method.gradient(Values.copy(moved), 1.0)), weights),
        direction ->
            Directions.dot(method.parts(method.hvp(point.arguments(), direction)), weights));
  }

  private Answer along(
      String name,
      Object[] arguments,
      ToDoubleFunction<Object[]> function,
      ToDoubleFunction<Object[]> expected) {
    Directions directions = new Directions(method);
    var random = Choices.random("along");
    Answer answer = Answer.RIGHT;
    for (int i = 0; i < DIRECTIONS; i++) {
      Object[] direction = directions.random(point.arguments(), random);
      DoubleUnaryOperator line =
          step -> function.applyAsDouble(directions.moved(arguments, direction, step));
      double actual = expected.applyAsDouble(direction);
      answer = compare(name, line, actual) == Answer.RIGHT ? answer : Answer.DIVERGES;
    }
    return answer;
  }

  /** Where there is a kink nearby, larger steps may agree on something else than smaller ones. */
  private static Answer compare(String name, DoubleUnaryOperator line, double actual) {
    StringBuilder seen = new StringBuilder();
    boolean hasConverged = true;
    for (double first : new double[] {1e-2, 1e-3, 1e-4}) {
      Differences found = Differences.of(line, first);
      double scale = Math.abs(found.value()) + Math.abs(actual) + 1e-2;
      boolean isSharp = found.error() < 0.1 * TOLERANCE * scale;
      hasConverged &= isSharp;
      if (isSharp && Math.abs(found.value() - actual) <= TOLERANCE * scale) {
        return Answer.RIGHT;
      }
      seen.append(" ").append(found);
    }
    double step = 1e-6;
    double plain = (line.applyAsDouble(step) - line.applyAsDouble(-step)) / (2 * step);
    boolean isNear = Math.abs(plain - actual) < 1e-3 * (Math.abs(plain) + Math.abs(actual) + 1e-2);
    if (isNear && !hasConverged) {
      return Answer.DIVERGES;
    }
    throw new AssertionError(
        "%s %s, differences %s, plain %s".formatted(name, actual, seen, plain));
  }

  /** Whether the gradient of a method with floats is near that in doubles, if the value is. */
  static void near(Checks floats, Checks doubles) {
    double[] values = doubles.value0();
    double scale = Checks.scale(values);
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i] - floats.value0()[i]) > 1e-4 * scale) {
        return; // Another branch, or rounding grows.
      }
    }
    double[] expected = doubles.gradient();
    double bound = 2e-2 * Checks.scale(expected);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - floats.gradient()[i]));
    }
    if (worst > bound) {
      throw new AssertionError(
          "in doubles %s, in floats %s"
              .formatted(Arrays.toString(expected), Arrays.toString(floats.gradient())));
    }
  }
}
