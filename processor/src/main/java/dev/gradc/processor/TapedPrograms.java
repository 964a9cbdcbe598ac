package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.report.ReportedMethod;
import dev.gradc.processor.report.SlotDescriptions;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.TapeLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lays a method out for a tape, and tells what is on it. */
final class TapedPrograms {

  private final Stages stages;
  private final DifferentiableMethod method;
  private final Function inlined;
  private final Analyzed primal;
  private final List<Output> outputs;

  /**
   * @param inlined the method with all that it calls compiled in
   * @param primal what is recorded of it
   */
  TapedPrograms(Stages stages, DifferentiableMethod method, Function inlined, Analyzed primal) {
    this.stages = stages;
    this.method = method;
    this.inlined = inlined;
    this.primal = primal;
    this.outputs = outputs(method.signature());
  }

  /** The outputs that have a backward pass of their own. */
  static List<Output> outputs(Signature signature) {
    List<Output> outputs = new ArrayList<>();
    for (Signature.Output output : signature.outputs()) {
      Set<Integer> leaves = new LinkedHashSet<>();
      for (int i = 0; i < Leaf.of(output.type()).size(); i++) {
        leaves.add(output.firstLeaf() + i);
      }
      outputs.add(new Output(output.name(), leaves, output.isRetained()));
    }
    return outputs;
  }

  /** The program of the tape. */
  ReverseProgram taped() {
    ReverseProgram program = stages.layout().layOut(primal, TapeLayout.Form.TAPED, outputs);
    Joints joints = new Joints(stages.rules(), method.method(), inlined);
    ReverseProgram parted =
        program.withSlices(program.slices().with(joints.find(program.slices(), outputs)));
    SlotDescriptions.Descriptions described = new SlotDescriptions().describe(reported(parted));
    return parted.described(described.names(), described.origins(), described.sizes());
  }

  /** What is to be told of it. */
  ReportedMethod reported(ReverseProgram taped) {
    return new ReportedMethod(
        method.signature(),
        inlined,
        primal.function(),
        primal.activity(),
        primal.arrays(),
        taped,
        taped.slices(),
        (operator, position) ->
            stages
                .rules()
                .find(operator)
                .map(rule -> rule.partials().get(position) instanceof Partial.Linear)
                .orElse(false));
  }

  /** Whether the tape holds no more than the arguments in any case. */
  boolean storesNothing() {
    return stages.layout().layOut(primal, TapeLayout.Form.TAPED, outputs).slots().stream()
        .allMatch(slot -> slot.variable().role() == Variable.Role.PARAMETER);
  }
}
