package dev.gradc;

import java.lang.reflect.Array;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** For generated code: finds where a number first stops being one, or being finite. */
public final class Anomalies {

  private Anomalies() {}

  /**
   * Refuses a result that is no number, while what it was computed from are numbers, and one that
   * is infinite, while what it was computed from is finite.
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
      if (Double.isNaN(operand) || (Double.isInfinite(operand) && !Double.isNaN(result))) {
        // It arose before, or an infinite argument is meant to be like that.
        return;
      }
    }
    throw new AnomalyException(operation + " gives " + result);
  }

  /**
   * Refuses what is or holds something that is no number. It may be infinite.
   *
   * @param value a number, or an array of numbers of any rank; null holds none
   * @param subject what it is, and where
   * @throws AnomalyException if a number is none
   */
  public static void checkNumbers(Object value, String subject) {
    refuse(find(value, Double::isNaN), subject, "");
  }

  /**
   * Refuses what is or holds something that is infinite or no number.
   *
   * @param value a number, or an array of numbers of any rank; null holds none
   * @param subject what it is, and where
   * @throws AnomalyException if a number is infinite or none
   */
  public static void checkFinite(Object value, String subject) {
    refuse(find(value, Anomalies::isAnomaly), subject, "");
  }

  /**
   * Refuses the value of a method that is infinite or no number. What is infinite although no
   * operation has given it was so in an argument, if not in a constant.
   *
   * @param value what is looked at
   * @param subject what it is, and where
   * @param arguments of the method, a text before each
   * @throws AnomalyException if it is infinite or no number
   */
  public static void checkValue(double value, String subject, Object... arguments) {
    String with = "";
    for (int i = arguments.length - 2; i >= 0; i -= 2) {
      Optional<Place> found = find(arguments[i + 1], Anomalies::isAnomaly);
      with = found.isPresent() ? ", with " + arguments[i] + ", which is " + found.get() : with;
    }
    refuse(find(value, Anomalies::isAnomaly), subject, with);
  }

  private static boolean isAnomaly(double number) {
    return !Double.isFinite(number);
  }

  private static void refuse(Optional<Place> found, String subject, String with) {
    if (found.isPresent()) {
      throw new AnomalyException(subject + " is " + found.get() + with);
    }
  }

  /**
   * Where a number is.
   *
   * @param indices from the outermost array inwards: {@code [1][2]}; empty if it is in no array
   */
  private record Place(Number number, String indices) {

    @Override
    public String toString() {
      return number + (indices.isEmpty() ? "" : " at " + indices);
    }
  }

  private static Optional<Place> find(Object value, DoublePredicate isLookedFor) {
    if (value instanceof Number number) {
      return Optional.of(new Place(number, ""))
          .filter(it -> isLookedFor.test(number.doubleValue()));
    }
    int length = value == null ? 0 : Array.getLength(value);
    for (int i = 0; i < length; i++) {
      Optional<Place> found = find(Array.get(value, i), isLookedFor);
      if (found.isPresent()) {
        String indices = "[" + i + "]" + found.get().indices();
        return Optional.of(new Place(found.get().number(), indices));
      }
    }
    return Optional.empty();
  }
}
