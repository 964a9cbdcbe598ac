package dev.gradc.tensor;

/** A header that is not one of the format; the message says why, without the file's name. */
final class MalformedHeaderException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedHeaderException(String message) {
    super(message);
  }
}
