package dev.gradc;

/** For generated code: finds where a number first stops being one, or being finite. */
public final class Anomalies {

  private Anomalies() {}

  /**
   * Refuses a result that is infinite or no number, while what it was computed from is finite.
   *
   * @param result what is looked at
   * @param operation what has given it, and where
   * @param operands what it was computed from, as far as that are floating-point numbers
   * @throws AnomalyException if the anomaly arises here
   */
  public static void check(double result, String operation, double... operands) {
    if (Double.isFinite(result)) {
      return;
    }
    for (double operand : operands) {
      if (!Double.isFinite(operand)) {
        // It arose before, or an argument is meant to be like that.
        return;
      }
    }
    throw new AnomalyException(operation + " gives " + result);
  }
}
