package dev.gradc.processor;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ForwardProgram;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stages of the modes that sweep over a method along directions. */
final class SweptMethod {

  private final Stages stages;
  private final Signature signature;
  private final Optional<DifferentiatedCalls> calls;
  private final MatrixPrograms matrices;
  private final Analyzed opened;
  private final MatrixPrograms.Primal primal;

  /**
   * @param primal the method as its first derivatives are taken of it
   */
  SweptMethod(Stages stages, MethodProgram program, Analyzed primal) {
    this.stages = stages;
    this.signature = program.signature();
    this.calls =
        Optional.of(program)
            .filter(it -> signature.asksFor(Mode.JACOBIAN) || signature.asksFor(Mode.HESSIAN))
            .map(it -> new DifferentiatedCalls(stages, it));
    this.matrices = new MatrixPrograms(stages.rules(), stages.simplifier(), stages.observer());
    this.opened = opened(primal);
    this.primal = new MatrixPrograms.Primal(opened.function(), opened.activity(), opened.arrays());
  }

  /**
   * What was made.
   *
   * @param matrices what the method asks for
   * @param pullbacks of methods that call themselves, with tangents
   * @param forward tangents of methods that call themselves, by key
   * @param problems what stands in the way; then there are no matrices
   */
  record Swept(
      Matrices matrices,
      List<Derivative.Recursive> pullbacks,
      Map<String, ForwardProgram> forward,
      Set<Problem> problems) {}

  /** The method with the bodies of other classes compiled in, as far as they can be. */
  private Analyzed opened(Analyzed plain) {
    if (calls.isEmpty() || !calls.get().isOpened()) {
      return plain;
    }
    Analyzed all = stages.analyze(calls.get().inlined(), List.of(), stages.simplifier());
    // What is wrong in another file is not said here: its methods are called.
    return all.problems().isEmpty() ? all : plain;
  }

  /** What stands in the way, as far as it is known before anything is made. */
  Set<Problem> problems() {
    return matrices.problems(signature, primal);
  }

  /** What is left out. */
  Optional<Problem> finding() {
    return matrices.finding(signature, primal);
  }

  /** The programs; there must be no problems. */
  Swept of() {
    if (!signature.asksFor(Mode.HESSIAN)) {
      Matrices made = matrices.of(signature, primal, Optional.empty());
      return new Swept(made, List.of(), Map.of(), Set.of());
    }
    // Without checkpoints, which sweeps over the whole know nothing of.
    ReverseProgram program = stages.fusedOnce(opened);
    DifferentiatedCalls differentiated = calls.orElseThrow();
    Function reverse = differentiated.reverse(opened.function(), program);
    DifferentiatedCalls.Made made = differentiated.made(reverse, opened.function());
    Matrices found =
        made.problems().isEmpty()
            ? matrices.of(signature, primal, Optional.of(reverse))
            : Matrices.NONE;
    return new Swept(found, made.pullbacks(), made.forward(), made.problems());
  }
}
