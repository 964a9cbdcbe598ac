package dev.gradc.check;

import dev.gradc.check.Comparison.Outcome;
import java.util.function.DoubleUnaryOperator;

/** Compares one derivative with differences along lines through a point. */
final class Differencing {

  /** Relative to the direction, whose elements are about as large as those of the point. */
  private static final double FIRST_STEP = 0.125;

  /** For a second opinion, with other steps. */
  private static final double SMALLER_STEP = 0.7 / 256;

  private final Candidate candidate;
  private final double[] point;
  private final Precision precision;

  Differencing(Candidate candidate, double[] point, Precision precision) {
    this.candidate = candidate;
    this.point = point;
    this.precision = precision;
  }

  /**
   * What is not the same is looked at again, knowing how noisy the function is, and with smaller
   * steps, before it is told.
   */
  Comparison compare(Slope.Along derivative, double[] cotangent, double[] direction) {
    Slope slope = derivative.apply(direction);
    Line line = new Line(candidate.function(), point, direction);
    double terms = Double.isFinite(slope.size()) ? slope.size() : 0;
    double magnitude = Vectors.normOfProducts(cotangent, candidate.value());
    double size = Math.max(terms, precision.floor() * magnitude);
    double rounding = precision.epsilon() * (magnitude + terms);
    DoubleUnaryOperator function = line.times(cotangent);
    Comparison quick = compare(slope, function, size, rounding, FIRST_STEP);
    if (isTold(quick)) {
      return quick;
    }
    double noise = Math.max(rounding, 3 * Noise.of(function, precision.noiseDistances()));
    Comparison first = compare(slope, function, size, noise, FIRST_STEP);
    if (isTold(first)) {
      return first;
    }
    Comparison second = compare(slope, function, size, noise, SMALLER_STEP);
    Comparison told = second.outcome() == Outcome.INCONCLUSIVE ? first : second;
    boolean isStair =
        told.outcome() == Outcome.DIFFERS && told.distance() <= stairError(function, told);
    return isStair ? told.with(Outcome.INCONCLUSIVE) : told;
  }

  private static boolean isTold(Comparison comparison) {
    return comparison.outcome() == Outcome.AGREES || comparison.outcome() == Outcome.INCONCLUSIVE;
  }

  /** What steps in the values of the function, if there are some, make of differences. */
  private static double stairError(DoubleUnaryOperator function, Comparison comparison) {
    Differences differences = comparison.differences();
    return 2 * Math.abs(differences.coarse()) * Noise.stairWidth(function) / differences.step();
  }

  private Comparison compare(
      Slope slope, DoubleUnaryOperator function, double size, double noise, double firstStep) {
    Differences differences = Differences.of(function, firstStep, noise, size, precision);
    return Comparison.of(slope.value(), differences, size, precision);
  }
}
