package dev.gradc.processor.diagnostics;

import dev.gradc.processor.ir.Origin;
import java.util.List;

/**
 * Something to tell the user, at a place of his source.
 *
 * @param arguments what fills the placeholders of the code's text and cure
 */
public record Problem(DiagnosticCode code, Origin origin, List<String> arguments) {

  public Problem {
    arguments = List.copyOf(arguments);
  }

  /** Shorthand. */
  public static Problem of(DiagnosticCode code, Origin origin, String... arguments) {
    return new Problem(code, origin, List.of(arguments));
  }

  /** The message as printed: {@code [GC0107] text. cure (see docs/errors/GC0107.md)}. */
  public String message() {
    return code.message(arguments);
  }
}
