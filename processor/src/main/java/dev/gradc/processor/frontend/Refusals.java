package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The problems of a method so far, each once. */
final class Refusals {

  private final Set<Problem> problems = new LinkedHashSet<>();

  void add(Problem problem) {
    problems.add(problem);
  }

  void add(DiagnosticCode code, Origin origin, String... arguments) {
    add(Problem.of(code, origin, arguments));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Grows with every problem; two equal counts say that there was none in between. */
  int count() {
    return problems.size();
  }

  List<Problem> problems() {
    return new ArrayList<>(problems);
  }
}
