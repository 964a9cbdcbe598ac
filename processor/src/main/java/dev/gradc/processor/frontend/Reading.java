package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.source.DifferentiableMethod;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a body.
 *
 * @param method absent if there are problems, or the body is unresolved
 * @param isUnresolved whether javac finds an error in it, which is for javac to report
 */
public record Reading(
    Optional<DifferentiableMethod> method, List<Problem> problems, boolean isUnresolved) {

  static final Reading UNRESOLVED = new Reading(Optional.empty(), List.of(), true);

  public Reading {
    problems = List.copyOf(problems);
  }
}
