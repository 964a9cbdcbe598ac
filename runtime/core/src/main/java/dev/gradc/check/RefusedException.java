package dev.gradc.check;

/** A record cannot be made of other numbers than its own. */
final class RefusedException extends EvaluationException {

  private static final long serialVersionUID = 1;

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
