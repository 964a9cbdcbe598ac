package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.tape.CotangentFunction;
import dev.gradc.processor.transform.RuleBodies;
import java.util.List;

/** Makes a function of the pullback of a method that calls itself. */
final class PullbackFunction {

  private final Stages stages;
  private final RuleBodies bodies;

  /**
   * @param bodies of the rules that are called
   */
  PullbackFunction(Stages stages, RuleBodies bodies) {
    this.stages = stages;
    this.bodies = bodies;
  }

  /**
   * The function.
   *
   * @param primal the method, of which there are no problems
   * @param inPlace positions of the parameters whose arrays callers see written
   */
  Function of(Analyzed primal, List<Integer> inPlace) {
    Function whole =
        new CotangentFunction().of(primal.function(), stages.fusedOnce(primal), inPlace);
    return Analyzer.simplified(bodies.compiledIn(whole), stages.simplifier());
  }
}
