package dev.gradc;

/**
 * A number that is none, or is infinite, arose in code that was compiled with {@code
 * -Agradc.anomaly=true}. The message names the operation, its place in the source, and the pass.
 */
public class AnomalyException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  /**
   * A new exception.
   *
   * @param message names operation, line and pass
   */
  public AnomalyException(String message) {
    super(message);
  }
}
