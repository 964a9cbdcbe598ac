package dev.gradc.processor.corpus;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one number by central differences with Richardson extrapolation
 * in the step (Ridders, Accurate computation of F'(x) and F'(x)F''(x), 1982), and an estimate of
 * its error.
 */
record Differences(double derivative, double error) {

  private static final int ROWS = 10;
  private static final double SHRINK = 1.6;

  /**
   * Whether much shorter steps are nearer to another slope: then what was found is that of the
   * function's surroundings, beyond kinks on both sides.
   */
  static boolean isOfNeighbours(
      double found, double slope, DoubleUnaryOperator function, double step) {
    double near = of(function, step / 10_000).derivative();
    return Math.abs(near - slope) < Math.abs(near - found);
  }

  /**
   * The derivative where the function takes 0.
   *
   * @param step the largest step
   */
  static Differences of(DoubleUnaryOperator function, double step) {
    double[][] table = new double[ROWS][ROWS];
    double size = step;
    Differences best = new Differences(Double.NaN, Double.POSITIVE_INFINITY);
    for (int i = 0; i < ROWS; i++, size /= SHRINK) {
      table[i][0] = (function.applyAsDouble(size) - function.applyAsDouble(-size)) / (2 * size);
      double factor = SHRINK * SHRINK;
      for (int j = 1; j <= i; j++, factor *= SHRINK * SHRINK) {
        table[i][j] = (table[i][j - 1] * factor - table[i - 1][j - 1]) / (factor - 1);
        double error =
            Math.max(
                Math.abs(table[i][j] - table[i][j - 1]),
                Math.abs(table[i][j] - table[i - 1][j - 1]));
        if (error <= best.error()) {
          best = new Differences(table[i][j], error);
        }
      }
    }
    return best;
  }
}
