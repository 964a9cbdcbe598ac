package dev.gradc.processor.derivatives;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.Set;

/** The transforms that generated members are made of, with all that stands between. */
public interface Transforms {

  /** The derivative in one sweep. */
  ReverseProgram fused(Function primal);

  /** The derivative in passes, one for each output. */
  ReverseProgram taped(Function primal, Signature signature);

  /** The function with a tangent for each active parameter, and one for each result. */
  Function tangent(Function primal);

  /** Why a function cannot be differentiated. */
  Set<Problem> problems(Function primal);

  /**
   * A user's function with derivatives compiled in, without what nobody needs of these.
   *
   * @param ours variables that the user's does not have
   */
  Function withoutUseless(Function function, Set<Variable> ours);

  /** Whether what nobody needs is to be looked for. */
  boolean isOptimized();

  /** A function that was put together, as a person would write it. */
  Function simplified(Function function);
}
