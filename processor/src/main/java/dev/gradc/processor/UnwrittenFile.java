package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Says why a file could not be written. */
final class UnwrittenFile {

  private UnwrittenFile() {}

  /**
   * The error.
   *
   * @param file what is missing without it
   * @param failure of the file system, or of a file manager that stands before it
   */
  static Problem problem(String file, Origin origin, Exception failure) {
    return Problem.of(DiagnosticCode.OUTPUT_NOT_WRITTEN, origin, file, reason(failure));
  }

  /** The kind of exception is all that some of them say. */
  static String reason(Exception failure) {
    String kind = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    if (failure.getCause() instanceof RuntimeException cause && failure instanceof IOException) {
      return reason(cause);
    }
    return failure instanceof FileSystemException file && file.getReason() == null
        ? kind + " " + file.getFile()
        : kind + ": " + failure.getMessage();
  }
}
