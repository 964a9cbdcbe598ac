package dev.gradc.check;

/**
 * A derivative beside differences.
 *
 * @param actual the derivative that is checked
 * @param scale to which tolerances are relative
 */
record Comparison(Outcome outcome, double actual, Differences differences, double scale) {

  enum Outcome {
    AGREES,
    DIFFERS,
    /** The differences on both sides have different limits. */
    KINK,
    /** No step gives differences that say anything. */
    INCONCLUSIVE
  }

  static Comparison of(double actual, Differences differences, double size, Precision precision) {
    if (!Double.isFinite(actual)) {
      return new Comparison(Outcome.DIFFERS, actual, differences, size);
    }
    double scale =
        Math.max(
            Math.max(size, Math.abs(actual)),
            Math.max(Math.abs(differences.derivative()), differences.variation()));
    return new Comparison(
        outcome(actual, differences, scale, precision), actual, differences, scale);
  }

  private static Outcome outcome(
      double actual, Differences differences, double scale, Precision precision) {
    double jump = Math.abs(differences.jump());
    if (jump > precision.kink() * scale && jump > 8 * differences.jumpError()) {
      return Outcome.KINK;
    }
    if (!(differences.error() <= precision.conclusive() * scale)) {
      return Outcome.INCONCLUSIVE;
    }
    double tolerance = Math.max(precision.tolerance() * scale, 3 * differences.error());
    return Math.abs(actual - differences.derivative()) <= tolerance
        ? Outcome.AGREES
        : Outcome.DIFFERS;
  }

  Comparison with(Outcome other) {
    return new Comparison(other, actual, differences, scale);
  }

  /** How far apart they are. */
  double distance() {
    return Math.abs(actual - differences.derivative());
  }

  /** The same by an element that has moved by less or more than one. */
  Comparison dividedBy(double movement) {
    Differences d = differences;
    double size = Math.abs(movement);
    return new Comparison(
        outcome,
        actual / movement,
        new Differences(
            d.derivative() / movement,
            d.error() / size,
            d.jump() / size,
            d.jumpError() / size,
            d.coarse() / movement,
            d.step() * size,
            d.variation() / size),
        scale / size);
  }
}
