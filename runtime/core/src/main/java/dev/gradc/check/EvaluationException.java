package dev.gradc.check;

/** The function, or what it is given, does not work at some point. */
class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EvaluationException(String message) {
    super(message);
  }

  EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
