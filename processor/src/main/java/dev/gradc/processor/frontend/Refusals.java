package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The problems of a method so far, each once. */
final class Refusals {

  private final Set<Problem> problems = new LinkedHashSet<>();
  private Optional<Origin> standsIn = Optional.empty();

  void add(Problem problem) {
    problems.add(problem);
  }

  void add(DiagnosticCode code, Origin origin, String... arguments) {
    add(Problem.of(code, origin, arguments));
  }

  /** Something stands for the expression there, of which a problem tells, or javac does. */
  void standIn(Origin place) {
    standsIn = Optional.of(place);
  }

  /**
   * @throws IllegalStateException if something stands for an expression and nothing is said: the
   *     derivative would be a wrong number in silence
   */
  void requireReason() {
    if (problems.isEmpty() && standsIn.isPresent()) {
      throw new IllegalStateException("no reason is given for leaving out " + standsIn.get());
    }
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
