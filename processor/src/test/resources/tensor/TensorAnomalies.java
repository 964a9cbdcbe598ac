package dev.gradc.tensor;

/** A stand-in of the library's. */
public final class TensorAnomalies {

  private TensorAnomalies() {}

  public static void check(Object result, String operation, Object... operands) {}

  public static void checkSum(Object sum, Object more, String operation) {}

  public static void checkNumbers(Object value, String subject) {}

  public static void checkFinite(Object value, String subject) {}

  public static void checkValue(double value, String subject, Object... arguments) {}
}
