package dev.gradc.processor.diagnostics;

import dev.gradc.processor.ir.Origin;
import java.util.List;

/**
 * Something to tell the user, at a place of his source.
 *
 * @param arguments what fills the placeholders of the code's text and cure
 * @param severity that of the code, unless an option says otherwise
 */
public record Problem(
    DiagnosticCode code, Origin origin, List<String> arguments, DiagnosticCode.Severity severity) {

  /** What the user has written on several lines is told on one. */
  public Problem {
    arguments = arguments.stream().map(text -> text.replaceAll("\\s*\\R\\s*", " ")).toList();
  }

  /** Shorthand. */
  public static Problem of(DiagnosticCode code, Origin origin, String... arguments) {
    return new Problem(code, origin, List.of(arguments), code.severity());
  }

  /** The same, taken as seriously as an option says. */
  public Problem withSeverity(DiagnosticCode.Severity other) {
    return new Problem(code, origin, arguments, other);
  }

  /** The message as printed: {@code [GC0107] text. cure (see docs/errors/GC0107.md)}. */
  public String message() {
    return code.message(arguments);
  }
}
