package dev.gradc.processor.backend;

/** A generated method would take more parameters than Java allows. */
public final class ParameterLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String method;
  private final int places;

  ParameterLimitException(String method, int places) {
    super(method + " takes " + places + " places of parameters");
    this.method = method;
    this.places = places;
  }

  /** The name of the generated method. */
  public String method() {
    return method;
  }

  /** How many places its parameters need, {@code double} and {@code long} two each. */
  public int places() {
    return places;
  }

  /** How many there are. */
  public int limit() {
    return ParameterLimit.PLACES;
  }
}
