package dev.gradc.tensor.random;

import java.util.function.DoubleUnaryOperator;

/** Central differences of a function of one number at 0, extrapolated (Ridders, 1982). */
record Differences(double value, double error) {

  private static final int ROWS = 10;
  private static final double SHRINKING = 1.6;

  /** With steps from the one given downwards; the table itself tells which is the best. */
  static Differences of(DoubleUnaryOperator function, double first) {
    double[][] table = new double[ROWS][ROWS];
    double step = first;
    Differences best = new Differences(Double.NaN, Double.POSITIVE_INFINITY);
    for (int i = 0; i < ROWS; i++) {
      table[0][i] = (function.applyAsDouble(step) - function.applyAsDouble(-step)) / (2 * step);
      double factor = SHRINKING * SHRINKING;
      for (int j = 1; j <= i; j++) {
        table[j][i] = (table[j - 1][i] * factor - table[j - 1][i - 1]) / (factor - 1);
        factor *= SHRINKING * SHRINKING;
        double error =
            Math.max(
                Math.abs(table[j][i] - table[j - 1][i]),
                Math.abs(table[j][i] - table[j - 1][i - 1]));
        if (error <= best.error) {
          best = new Differences(table[j][i], error);
        }
      }
      step /= SHRINKING;
    }
    return best;
  }
}
