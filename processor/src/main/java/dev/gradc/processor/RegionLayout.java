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
import dev.gradc.processor.tape.KeptPart;
import dev.gradc.processor.tape.KeptParts;
import dev.gradc.processor.tape.KeptRegions;
import dev.gradc.processor.tape.LaidOutRegions;
import dev.gradc.processor.tape.MergedLoops;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.PartRegions;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.tape.TensorBuffers;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last stages of {@link Pipeline}, from a function that is analyzed to a program. */
final class RegionLayout {

  private final Rules rules;
  private final Simplifier simplifier;
  private final boolean keepsBuffers;
  private final boolean fuses;
  private final MergedLoops.Choice choice;
  private final boolean isInOne;
  private final KeptParts parts;

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
    this(rules, simplifier, keepsBuffers, fuses, choice, isInOne, KeptParts.NONE);
  }

  private RegionLayout(
      Rules rules,
      Simplifier simplifier,
      boolean keepsBuffers,
      boolean fuses,
      MergedLoops.Choice choice,
      boolean isInOne,
      KeptParts parts) {
    this.parts = parts;
    this.isInOne = isInOne;
    this.choice = choice;
    this.fuses = fuses;
    this.keepsBuffers = keepsBuffers;
    this.rules = rules;
    this.simplifier = simplifier;
  }

  /** The same where parts are called. */
  RegionLayout knowing(KeptParts called) {
    return new RegionLayout(rules, simplifier, keepsBuffers, fuses, choice, isInOne, called);
  }

  /** Whether tensors are kept from call to call. */
  boolean keepsBuffers() {
    return keepsBuffers;
  }

  /**
   * From a function to its regions and slots.
   *
   * @param outputs those that have a backward pass of their own
   */
  ReverseProgram layOut(Analyzed analyzed, TapeLayout.Form form, List<Output> outputs) {
    return finished(
        laidOut(regionsOf(analyzed), analyzed, form, outputs),
        TensorBuffers.Kind.METHOD,
        analyzed,
        outputs);
  }

  private AdjointRegions regionsOf(Analyzed analyzed) {
    Function primal = analyzed.exits();
    int exits = primal.results().size() - analyzed.function().results().size();
    AdjointRegions regions =
        new Adjoint(rules).differentiate(primal, analyzed.activity(), analyzed.arrays(), exits);
    return analyzed.copies().resolvedIn(regions);
  }

  /** The pullback of a schedule: it holds few states, so nothing is kept for each iteration. */
  ReverseProgram layOutSchedule(AdjointRegions regions, Analyzed analyzed) {
    return finished(
        laidOut(regions, analyzed, TapeLayout.Form.FUSED, List.of()),
        new TensorBuffers.Kind(false, true),
        analyzed,
        List.of());
  }

  /**
   * A part in one sweep, and what evaluates it.
   *
   * @param part what is known of it, as far as it calls itself
   * @param isShort whether no more is to be kept for loops of its evaluation than an iteration
   *     needs
   */
  KeptPrograms layOutPart(Analyzed analyzed, KeptPart part, boolean isShort) {
    Laid laid = laidOut(regionsOf(analyzed), analyzed, TapeLayout.Form.FUSED, List.of());
    Optional<PartRegions.Both> both =
        keepsBuffers
            ? new PartRegions(new KeptRegions(parts, fuses), part, isShort)
                .of(laid.regions(), analyzed.function())
            : Optional.empty();
    if (both.isEmpty()) {
      ReverseProgram pullback = finished(laid, TensorBuffers.Kind.METHOD, analyzed, List.of());
      return new KeptPrograms(pullback, Optional.empty(), Optional.empty());
    }
    return new KeptPrograms(
        assigned(both.get().pullback(), analyzed.exits(), laid.arrays()),
        Optional.of(
            assigned(
                both.get().evaluation(),
                analyzed.function(),
                new AliasAnalysis().analyze(analyzed.function()))),
        Optional.of(both.get().part()));
  }

  /**
   * A part's programs.
   *
   * @param evaluation absent if it is called as it stands, as {@code part} is
   */
  record KeptPrograms(
      ReverseProgram pullback, Optional<ReverseProgram> evaluation, Optional<KeptPart> part) {}

  /** Regions, and what is known of the arrays of those that they were made from. */
  private record Laid(LaidOutRegions regions, ArrayOrigins arrays) {}

  private ReverseProgram finished(
      Laid laid, TensorBuffers.Kind kind, Analyzed analyzed, List<Output> outputs) {
    LaidOutRegions kept =
        keepsBuffers
            ? new KeptRegions(parts, fuses)
                .keep(laid.regions(), kind, TensorBuffers.Shared.NONE)
                .regions()
            : laid.regions();
    return new SlotAssignment().assign(kept, analyzed.exits(), outputs, laid.arrays());
  }

  private static ReverseProgram assigned(
      LaidOutRegions regions, Function function, ArrayOrigins arrays) {
    return new SlotAssignment().assign(regions, function, List.of(), arrays);
  }

  private Laid laidOut(
      AdjointRegions regions, Analyzed analyzed, TapeLayout.Form form, List<Output> outputs) {
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
    return new Laid(tidied(laidOut, analyzed), arrays);
  }

  private LaidOutRegions tidied(LaidOutRegions laidOut, Analyzed analyzed) {
    SeparatedOutputs backward =
        laidOut.backward().with(region -> simplified(region, adjointsOf(laidOut.regions()), false));
    Set<Variable> live = new LinkedHashSet<>();
    backward.regions().forEach(region -> live.addAll(FreeVariables.of(region)));
    laidOut.regions().results().forEach(result -> addIfVariable(result, live));
    Set<Variable> ours = DefinedVariables.in(laidOut.forward());
    ours.removeAll(DefinedVariables.in(analyzed.exits().body()));
    Set<Variable> elsewhere = new LinkedHashSet<>();
    backward.regions().forEach(region -> elsewhere.addAll(DefinedVariables.in(region)));
    Block forward = analyzed.passes().simplifyMixed(laidOut.forward(), live, ours, elsewhere);
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
