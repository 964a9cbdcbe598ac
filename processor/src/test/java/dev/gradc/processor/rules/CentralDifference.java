package dev.gradc.processor.rules;

import java.util.function.DoubleUnaryOperator;

/**
 * A derivative by central differences, extrapolated to step zero (Ridders, 1982).
 *
 * @param error an estimate of how far off the value is
 */
record CentralDifference(double value, double error) {

  private static final double FIRST_STEP = 0.02;
  private static final double SHRINK = 1.4;
  private static final int STEPS = 9;

  static CentralDifference of(DoubleUnaryOperator function, double point) {
    double[][] table = new double[STEPS][STEPS];
    double step = FIRST_STEP;
    CentralDifference best = new CentralDifference(Double.NaN, Double.POSITIVE_INFINITY);
    for (int i = 0; i < STEPS; i++, step /= SHRINK) {
      double above = point + step;
      double below = point - step;
      table[i][0] =
          (function.applyAsDouble(above) - function.applyAsDouble(below)) / (above - below);
      double factor = SHRINK * SHRINK;
      for (int j = 1; j <= i; j++, factor *= SHRINK * SHRINK) {
        table[i][j] = (table[i][j - 1] * factor - table[i - 1][j - 1]) / (factor - 1);
        double error =
            Math.max(
                Math.abs(table[i][j] - table[i][j - 1]),
                Math.abs(table[i][j] - table[i - 1][j - 1]));
        if (error <= best.error()) {
          best = new CentralDifference(table[i][j], error);
        }
      }
    }
    return best;
  }
}
