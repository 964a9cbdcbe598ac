package dev.gradc.processor.diagnostics;

import java.text.MessageFormat;
import java.util.List;

/** Every message of gradc; each has a page {@code docs/errors/<id>.md} and a refused example. */
public enum DiagnosticCode {
  INTERNAL_ERROR(
      "GC0001",
      Severity.ERROR,
      "internal error while compiling ''{0}'': {1}",
      "this is gradc''s fault, not yours; please report it with the method''s source");

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  private final String id;
  private final Severity severity;
  private final String text;
  private final String cure;

  DiagnosticCode(String id, Severity severity, String text, String cure) {
    this.id = id;
    this.severity = severity;
    this.text = text;
    this.cure = cure;
  }

  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** Text and cure with the arguments filled in, and where to read on. */
  public String message(List<String> arguments) {
    Object[] filled = arguments.toArray();
    return "["
        + id
        + "] "
        + MessageFormat.format(text, filled)
        + "; "
        + MessageFormat.format(cure, filled)
        + " (docs/errors/"
        + id
        + ".md)";
  }
}
