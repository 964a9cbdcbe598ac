package dev.gradc.processor;

import dev.gradc.processor.backend.CompanionWriter;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.AnnotatedMethod;
import dev.gradc.processor.frontend.BodyReader;
import dev.gradc.processor.frontend.Reading;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Signature;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compiles one method, whatever happens: an error of ours becomes a message that names the method,
 * and the others go on.
 */
final class MethodCompiler {

  /** Which operators have a rule. */
  static final Predicate<Operator> DIFFERENTIABLE = new Rules()::isSupported;

  private final Pipeline pipeline;
  private final Options options;

  MethodCompiler(Pipeline pipeline, Options options) {
    this.pipeline = pipeline;
    this.options = options;
  }

  /** How bodies are read. */
  OpenedBodies opened(BodyReader bodies) {
    return new OpenedBodies(bodies, pipeline);
  }

  CompiledMethod compile(AnnotatedMethod method, OpenedBodies bodies) {
    if (method.isUnresolved()) {
      return CompiledMethod.unresolved(method);
    }
    if (method.signature().isEmpty()) {
      return CompiledMethod.refused(method, List.of());
    }
    try {
      return DeepStack.call(() -> differentiate(method, bodies));
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      // Java that javac rejects (a missing return, say) may have led us astray.
      return isRejected(method, bodies)
          ? CompiledMethod.rejected(method)
          : CompiledMethod.refused(method, List.of(internalError(method, failure)));
    }
  }

  private CompiledMethod differentiate(AnnotatedMethod method, OpenedBodies bodies) {
    Reading reading = bodies.read(method);
    if (reading.isUnresolved()) {
      return CompiledMethod.unresolved(method, bodies.bodies().lacksTypes());
    }
    if (reading.method().isEmpty() || !method.problems().isEmpty()) {
      return CompiledMethod.refused(method, reading.problems());
    }
    Pipeline.Outcome outcome =
        differentiate(method.signature().orElseThrow(), reading.method().get());
    return outcome.derivative().isPresent()
        ? CompiledMethod.of(
            method,
            outcome.derivative().get(),
            outcome.assumptions(),
            outcome.findings(),
            outcome.report())
        : CompiledMethod.refused(method, List.copyOf(outcome.problems()));
  }

  /** With as many bodies of other classes in it as a class file has room for. */
  private Pipeline.Outcome differentiate(Signature signature, DifferentiableMethod method) {
    Set<String> left = new LinkedHashSet<>();
    Pipeline.Outcome outcome = pipeline.differentiate(method, left);
    while (outcome.taken().largest().isPresent() && !canBeWritten(signature, outcome)) {
      left.add(outcome.taken().largest().get());
      outcome = pipeline.differentiate(method, left);
    }
    return outcome;
  }

  /** What stands in the way without any of them is said when the class is written. */
  private boolean canBeWritten(Signature signature, Pipeline.Outcome outcome) {
    try {
      new CompanionWriter(options, false, false)
          .write(
              List.of(
                  new CompanionWriter.Member(
                      signature, outcome.derivative(), outcome.assumptions())));
      return true;
    } catch (RuntimeException tooMuch) {
      return false;
    }
  }

  private static boolean isRejected(AnnotatedMethod method, OpenedBodies bodies) {
    try {
      return bodies.bodies().isRejected(method);
    } catch (RuntimeException | StackOverflowError | AssertionError unknown) {
      return false;
    }
  }

  static Problem internalError(AnnotatedMethod method, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return Problem.of(
        DiagnosticCode.INTERNAL_ERROR, method.origin(), method.name(), failure + place);
  }
}
