package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.AnnotatedMethod;
import dev.gradc.processor.report.ReportedMethod;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.tape.Derivative;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of an annotated method.
 *
 * @param derivative absent if there are problems, or the method is not resolved
 * @param assumptions what the derivative takes for granted of other classes
 * @param report what is to be reported of it, if anything is
 * @param isUnresolved whether a later round may know more; where none does, javac says why, unless
 *     a problem does
 */
record CompiledMethod(
    AnnotatedMethod method,
    Optional<Derivative> derivative,
    Assumptions assumptions,
    List<Problem> problems,
    Optional<ReportedMethod> report,
    boolean isUnresolved) {

  CompiledMethod {
    problems = List.copyOf(problems);
  }

  /** With what may be said about it all the same. */
  static CompiledMethod of(
      AnnotatedMethod method,
      Derivative derivative,
      Assumptions assumptions,
      List<Problem> findings,
      Optional<ReportedMethod> report) {
    return new CompiledMethod(
        method, Optional.of(derivative), assumptions, findings, report, false);
  }

  /** With the problems of the signature, and those of the body. */
  static CompiledMethod refused(AnnotatedMethod method, List<Problem> problems) {
    List<Problem> all = new ArrayList<>(method.problems());
    all.addAll(problems);
    return without(method, all, false);
  }

  static CompiledMethod unresolved(AnnotatedMethod method) {
    return without(method, method.problems(), true);
  }

  /**
   * Its body is not resolved.
   *
   * @param isOurs whether javac may have no problem with it
   */
  static CompiledMethod unresolved(AnnotatedMethod method, boolean isOurs) {
    List<Problem> all = new ArrayList<>(method.problems());
    if (isOurs) {
      all.add(Problem.of(DiagnosticCode.UNRESOLVED_BODY, method.origin(), method.name()));
    }
    return without(method, all, true);
  }

  /**
   * The same where javac has nothing to say, so that nobody would: what is not resolved without a
   * problem is a fault of gradc.
   */
  CompiledMethod withReason() {
    return isUnresolved && problems.isEmpty()
        ? refused(
            method,
            List.of(
                MethodCompiler.internalError(
                    method, new IllegalStateException("a name without a meaning"))))
        : this;
  }

  /** Whether there is no derivative, and no error of ours that tells why. */
  boolean isUntold() {
    return derivative.isEmpty()
        && problems.stream().noneMatch(it -> it.severity() == DiagnosticCode.Severity.ERROR);
  }

  /** The body is one that javac rejects, which it says itself; no round will change that. */
  static CompiledMethod rejected(AnnotatedMethod method) {
    return without(method, method.problems(), false);
  }

  private static CompiledMethod without(
      AnnotatedMethod method, List<Problem> problems, boolean isUnresolved) {
    return new CompiledMethod(
        method, Optional.empty(), Assumptions.NONE, problems, Optional.empty(), isUnresolved);
  }
}
