package dev.gradc.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** A function of vectors along a line; every place is evaluated once. */
final class Line {

  private final UnaryOperator<double[]> function;
  private final double[] point;
  private final double[] direction;
  private final Map<Double, Optional<double[]>> known = new HashMap<>();

  Line(UnaryOperator<double[]> function, double[] point, double[] direction) {
    this.function = function;
    this.point = point;
    this.direction = direction;
  }

  /** The product with a vector; NaN where the function cannot be evaluated. */
  DoubleUnaryOperator times(double[] factor) {
    return step ->
        known
            .computeIfAbsent(step, this::evaluated)
            .map(value -> Vectors.dot(factor, value))
            .orElse(Double.NaN);
  }

  private Optional<double[]> evaluated(double step) {
    try {
      return Optional.of(function.apply(Vectors.moved(point, step, direction)));
    } catch (EvaluationException outside) {
      return Optional.empty();
    }
  }
}
