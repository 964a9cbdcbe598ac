package dev.gradc.processor;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.KeptParts;
import dev.gradc.processor.tape.MergedLoops;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Winners;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the stages of all methods of a compilation share. */
record Stages(
    Options options,
    Rules rules,
    Simplifier simplifier,
    Simplifier keepingApart,
    RegionLayout layout,
    RegionLayout withoutBuffers,
    Pipeline.Observer observer) {

  /** Of what is written as Java. */
  static Stages of(Options options, Pipeline.Observer observer) {
    // What is written in place is its own operand: nobody sees where an anomaly arises.
    boolean keepsBuffers =
        Pass.BUFFERS.isEnabled(options.disabledPasses()) && !options.looksForAnomalies();
    return of(options, observer, keepsBuffers, true);
  }

  /** Of what is differentiated again: tensors are not kept from call to call. */
  static Stages ofPrimals(Options options) {
    return of(options, Pipeline.Observer.NONE, false, false);
  }

  private static Stages of(
      Options options, Pipeline.Observer observer, boolean keepsBuffers, boolean isInOne) {
    Rules rules = new Rules();
    Set<String> disabled = new LinkedHashSet<>(options.disabledPasses());
    if (options.looksForAnomalies()) {
      // What no iteration computes is no anomaly.
      disabled.add(Pass.INVARIANTS.optionName());
    }
    Simplifier simplifier = new Simplifier(disabled);
    MergedLoops.Choice merged = mergedLoops(options);
    disabled.add(Pass.COMMON_SUBEXPRESSIONS.optionName());
    return new Stages(
        options,
        rules,
        simplifier,
        new Simplifier(disabled),
        new RegionLayout(
            rules,
            simplifier,
            keepsBuffers,
            Pass.FUSION.isEnabled(options.disabledPasses()),
            merged,
            isInOne),
        new RegionLayout(rules, simplifier, false, false, merged, false),
        observer);
  }

  private static MergedLoops.Choice mergedLoops(Options options) {
    // What is wrong is told with the pass that it is wrong in.
    if (!Pass.MERGED_LOOPS.isEnabled(options.disabledPasses()) || options.looksForAnomalies()) {
      return MergedLoops.Choice.NONE;
    }
    // There are vectors of functions, too.
    return options.usesVectors() ? MergedLoops.Choice.ALL : MergedLoops.Choice.FASTER;
  }

  /** The same where parts are called. */
  Stages knowing(KeptParts parts) {
    return new Stages(
        options, rules, simplifier, keepingApart, layout.knowing(parts), withoutBuffers, observer);
  }

  /** Where outputs go back one by one, what is written twice stays two steps. */
  Simplifier passesFor(int outputs) {
    return outputs > 1 ? keepingApart : simplifier;
  }

  /** What is known of a function without calls but of members. */
  Analyzed analyze(Function inlined, List<Integer> exits, Simplifier passes) {
    observer.after("inline", inlined);
    Analyzed analyzed = new Analyzer(rules).analyze(inlined, exits, passes);
    observer.after("simplify", analyzed.function());
    return analyzed;
  }

  /** The same of what is gone back through: who wins a loop is searched for. */
  Analyzed analyzeForReverse(Function inlined, List<Integer> exits, Simplifier passes) {
    Analyzed analyzed = analyze(inlined, exits, passes);
    // What is computed once more would be told twice.
    if (!Pass.WINNERS.isEnabled(options.disabledPasses()) || options.looksForAnomalies()) {
      return analyzed;
    }
    Function function = analyzed.function();
    Block body = new Winners(function, analyzed.activity()::isActive).in(function.body());
    return body.equals(function.body()) ? analyzed : analyze(function.with(body), exits, passes);
  }

  /** The same of a function that is made of simplified ones. */
  Analyzed analyzeSimplified(Function primal, List<Integer> exits, Simplifier passes) {
    observer.after("bodies", primal);
    return new Analyzer(rules).analyzeSimplified(primal, exits, passes);
  }

  /** The derivative in one sweep. */
  ReverseProgram fused(Analyzed analyzed) {
    return layout.layOut(analyzed, TapeLayout.Form.FUSED, List.of());
  }

  /** The same to be differentiated again: tensors are not kept from call to call. */
  ReverseProgram fusedOnce(Analyzed analyzed) {
    return withoutBuffers.layOut(analyzed, TapeLayout.Form.FUSED, List.of());
  }
}
