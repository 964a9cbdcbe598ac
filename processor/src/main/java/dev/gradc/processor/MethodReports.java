package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.report.ReportFiles;
import dev.gradc.processor.report.ReportedMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes what was asked for by {@code -Agradc.report}, and says once if that cannot be. */
final class MethodReports {

  private final Optional<Path> directory;
  private boolean hasFailed;

  MethodReports(Optional<Path> directory) {
    this.directory = directory;
  }

  List<Problem> write(CompiledMethod method) {
    if (hasFailed || method.report().isEmpty()) {
      return List.of();
    }
    ReportedMethod report = method.report().get();
    Path path = directory.orElseThrow();
    try {
      new ReportFiles(path).write(report);
      return List.of();
    } catch (IOException e) {
      hasFailed = true;
      return List.of(
          Problem.of(
              DiagnosticCode.REPORT_NOT_WRITTEN,
              report.signature().origin(),
              path.toString(),
              UnwrittenFile.reason(e)));
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError failure) {
      return List.of(MethodCompiler.internalError(method.method(), failure));
    }
  }
}
