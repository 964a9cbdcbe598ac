package dev.gradc.processor;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.ElementFusion;
import dev.gradc.processor.tape.LaidOutRegions;
import dev.gradc.processor.tape.MergedLoops;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SharedPlaces;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.tape.TensorBuffers;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The last stages of {@link Pipeline}, from a function that is analyzed to a program. */
final class RegionLayout {

  private final Rules rules;
  private final Simplifier simplifier;
  private final boolean keepsBuffers;
  private final boolean fuses;
  private final MergedLoops.Choice choice;
  private final boolean isInOne;

  /**
   * @param simplifier of code that the compiler has made
   * @param keepsBuffers whether tensors are kept from call to call: not in what is differentiated
   *     again
   * @param fuses whether operations on tensors become loops, where tensors are kept
   * @param choice which loops that sum up go back in the order in which they run
   * @param isInOne whether regions of the fused form are one: not in what is differentiated again
   */
  RegionLayout(
      Rules rules,
      Simplifier simplifier,
      boolean keepsBuffers,
      boolean fuses,
      MergedLoops.Choice choice,
      boolean isInOne) {
    this.isInOne = isInOne;
    this.choice = choice;
    this.fuses = fuses;
    this.keepsBuffers = keepsBuffers;
    this.rules = rules;
    this.simplifier = simplifier;
  }

  /**
   * From a function to its regions and slots.
   *
   * @param outputs those that have a backward pass of their own
   */
  ReverseProgram layOut(Analyzed analyzed, TapeLayout.Form form, List<Output> outputs) {
    Function primal = analyzed.exits();
    int exits = primal.results().size() - analyzed.function().results().size();
    AdjointRegions regions =
        new Adjoint(rules).differentiate(primal, analyzed.activity(), analyzed.arrays(), exits);
    return layOut(analyzed.copies().resolvedIn(regions), analyzed, form, outputs);
  }

  /** The same of regions that something else has made. */
  ReverseProgram layOut(
      AdjointRegions regions, Analyzed analyzed, TapeLayout.Form form, List<Output> outputs) {
    Function primal = analyzed.exits();
    ArrayOrigins arrays = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    SeparatedOutputs separated =
        new OutputSeparation().separate(regions, outputs.stream().map(Output::leaves).toList());
    SeparatedOutputs tidied =
        separated.with(region -> simplified(region, adjointsOf(regions), false));
    MergedLoops.Merged merged =
        choice == MergedLoops.Choice.NONE
            ? new MergedLoops.Merged(regions, tidied, List.of())
            : new MergedLoops(block -> simplified(block, Set.of(), false), choice)
                .merge(regions, tidied, arrays, isInOne && form == TapeLayout.Form.FUSED);
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(merged.regions(), merged.separated(), arrays, form)
            .with(merged.storage());
    LaidOutRegions finished = tidied(laidOut, analyzed);
    return new SlotAssignment()
        .assign(keepsBuffers ? kept(finished) : finished, primal, outputs, arrays);
  }

  private LaidOutRegions kept(LaidOutRegions laidOut) {
    LaidOutRegions shared = new SharedPlaces().share(laidOut);
    return new TensorBuffers().place(fuses ? new ElementFusion().fuse(shared) : shared);
  }

  private LaidOutRegions tidied(LaidOutRegions laidOut, Analyzed analyzed) {
    SeparatedOutputs backward =
        laidOut.backward().with(region -> simplified(region, adjointsOf(laidOut.regions()), false));
    Set<Variable> live = new LinkedHashSet<>();
    backward.regions().forEach(region -> live.addAll(FreeVariables.of(region)));
    laidOut.regions().results().forEach(result -> addIfVariable(result, live));
    Set<Variable> ours = DefinedVariables.in(laidOut.forward());
    ours.removeAll(DefinedVariables.in(analyzed.exits().body()));
    Block forward = analyzed.passes().simplifyMixed(laidOut.forward(), live, ours);
    return laidOut.with(forward, backward);
  }

  private Block simplified(Block block, Set<Variable> live, boolean isUserCode) {
    return simplifier.simplify(block, live, isUserCode);
  }

  private static Set<Variable> adjointsOf(AdjointRegions regions) {
    Set<Variable> adjoints = new LinkedHashSet<>();
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(adjoints::add));
    return adjoints;
  }

  private static void addIfVariable(Atom atom, Set<Variable> variables) {
    if (atom instanceof Variable variable) {
      variables.add(variable);
    }
  }
}
