package dev.gradc;

/**
 * A number that is none, or is infinite, arose in code that was compiled with {@code
 * -Agradc.anomaly=true}, or was given to it. The message names the operation, or the argument,
 * field or seed, its place in the source, and the pass.
 */
public class AnomalyException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  /**
   * A new exception.
   *
   * @param message names operation or argument, line and pass
   */
  public AnomalyException(String message) {
    super(message);
  }
}
