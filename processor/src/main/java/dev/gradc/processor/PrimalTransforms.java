package dev.gradc.processor;

import dev.gradc.processor.derivatives.Transforms;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Tangent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The transforms of methods whose derivatives are differentiated through. */
final class PrimalTransforms implements Transforms {

  private final Stages stages;

  PrimalTransforms(Stages stages) {
    this.stages = stages;
  }

  private Analyzed analyze(Function primal) {
    return stages.analyze(primal, List.of(), stages.simplifier());
  }

  @Override
  public ReverseProgram fused(Function primal) {
    return stages.fused(analyze(primal));
  }

  @Override
  public ReverseProgram taped(Function primal, Signature signature) {
    List<Output> outputs = TapedPrograms.outputs(signature);
    Analyzed analyzed = stages.analyze(primal, List.of(), stages.passesFor(outputs.size()));
    return stages.layout().layOut(analyzed, TapeLayout.Form.TAPED, outputs);
  }

  @Override
  public Function tangent(Function primal) {
    Analyzed analyzed = analyze(primal);
    return new Tangent(stages.rules())
        .differentiate(analyzed.function(), analyzed.activity(), analyzed.arrays(), 1);
  }

  @Override
  public Function withoutUseless(Function function, Set<Variable> ours) {
    Set<Variable> live = new LinkedHashSet<>();
    Analyzer.addVariables(function.results(), live);
    return function.with(stages.simplifier().simplifyMixed(function.body(), live, ours));
  }

  @Override
  public boolean isOptimized() {
    return Pass.DEAD_CODE.isEnabled(stages.options().disabledPasses());
  }

  @Override
  public Function simplified(Function function) {
    return Analyzer.simplified(function, stages.simplifier());
  }

  @Override
  public Set<Problem> problems(Function primal) {
    return analyze(primal).problems();
  }
}
