package dev.gradc.check;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one number at zero, by central differences whose steps are halved
 * and extrapolated (Richardson; the bound of the error is Ridders'). The entry of the tableau with
 * the smallest bound counts, so that a kink or the edge of the domain nearby, large terms of high
 * order, and rounding at small steps each are avoided if they can be.
 *
 * @param derivative NaN if there was no place to evaluate the function on both sides
 * @param error a bound: by how much extrapolations of different order or step disagree, and at
 *     least what noise of the function makes of it
 * @param jump by how much the derivative to the right is larger than that to the left
 * @param jumpError a bound of the error of that
 * @param coarse by the largest step, as it is
 * @param step the smallest that is used
 * @param variation the change of the function by step, in the smallest step that is used
 */
record Differences(
    double derivative,
    double error,
    double jump,
    double jumpError,
    double coarse,
    double step,
    double variation) {

  private static final int ORDERS = 8;

  private static final Differences NONE =
      new Differences(
          Double.NaN, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, Double.NaN, 1, 0);

  /**
   * @param noise of the function's values
   * @param size a derivative of less is as good as zero
   */
  static Differences of(
      DoubleUnaryOperator function,
      double firstStep,
      double noise,
      double size,
      Precision precision) {
    double center = function.applyAsDouble(0);
    Tableau central = new Tableau(2, 2);
    Tableau kinks = new Tableau(1, 2);
    Differences best = NONE;
    double coarse = Double.NaN;
    double step = firstStep;
    for (int k = 0; k < precision.steps(); k++, step /= 2) {
      double right = function.applyAsDouble(step);
      double left = function.applyAsDouble(-step);
      if (!Double.isFinite(right) || !Double.isFinite(left)) {
        central.clear();
        kinks.clear();
        continue;
      }
      central.add((right - left) / (2 * step));
      coarse = Double.isNaN(coarse) ? (right - left) / (2 * step) : coarse;
      kinks.add((right - center + (left - center)) / step);
      double least = 2 * noise / step;
      double variation = Math.abs(right - left) / (2 * step);
      Differences now = new Differences(0, least, 0, 4 * least, coarse, step, variation);
      best = best.orBetter(central, kinks, now);
      if (best.isEnough(size, precision) || least > 4 * best.error) {
        return best;
      }
    }
    return best;
  }

  /** The same or an entry of the tableaus' last row, with the errors that it has at least. */
  private Differences orBetter(Tableau central, Tableau kinks, Differences now) {
    Differences best = this;
    for (int order = 1; order < central.orders(); order++) {
      double bound = Math.max(central.error(order), now.error());
      if (bound < best.error) {
        best =
            new Differences(
                central.value(order),
                bound,
                kinks.value(order),
                Math.max(kinks.error(order), now.jumpError()),
                now.coarse(),
                now.step(),
                now.variation());
      }
    }
    return best;
  }

  /** Whether it is known well enough, and so is whether there is a kink. */
  private boolean isEnough(double size, Precision precision) {
    double scale = Math.max(size, Math.abs(derivative));
    boolean isKnown = error <= 0.1 * precision.tolerance() * scale;
    boolean isSmooth = Math.abs(jump) + jumpError <= precision.kink() * scale;
    return isKnown && (isSmooth || Math.abs(jump) > 8 * jumpError);
  }

  double left() {
    return derivative - jump / 2;
  }

  double right() {
    return derivative + jump / 2;
  }

  /** Approximations by steps that are halved; each order takes away one more term of the error. */
  private static final class Tableau {

    private final int firstPower;
    private final int increment;
    private double[] row = new double[0];
    private double[] before = new double[0];

    /** With errors by {@code step^firstPower}, then by powers that many higher each. */
    Tableau(int firstPower, int increment) {
      this.firstPower = firstPower;
      this.increment = increment;
    }

    void clear() {
      row = new double[0];
    }

    void add(double approximation) {
      before = row;
      row = new double[Math.min(before.length + 1, ORDERS)];
      row[0] = approximation;
      for (int j = 1; j < row.length; j++) {
        double factor = Math.scalb(1.0, firstPower + (j - 1) * increment);
        row[j] = row[j - 1] + (row[j - 1] - before[j - 1]) / (factor - 1);
      }
    }

    int orders() {
      return row.length;
    }

    double value(int order) {
      return row[order];
    }

    double error(int order) {
      return Math.max(
          Math.abs(row[order] - row[order - 1]), Math.abs(row[order] - before[order - 1]));
    }
  }
}
