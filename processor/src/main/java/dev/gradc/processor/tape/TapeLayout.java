package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays the tape out: every value of the forward region that the backward region mentions is in
 * scope still, or recorded in a slot, or computed again.
 */
public final class TapeLayout {

  /** Whether the backward region follows the forward region at once. */
  public enum Form {
    /** In one method: nobody comes between. */
    FUSED,
    /** In two: parts of parameters' arrays are read again from the parameters that a tape keeps. */
    TAPED
  }

  /**
   * The regions, closed over slots; and what the slots are.
   *
   * @param separated the backward region of these regions
   */
  public LaidOutRegions layOut(
      AdjointRegions regions, SeparatedOutputs separated, ArrayOrigins arrays, Form form) {
    return layOut(regions, separated, arrays, form, namesBeside(regions, separated));
  }

  /** Names that nothing in the regions has. */
  static FreshNames namesBeside(AdjointRegions regions, SeparatedOutputs separated) {
    FreshNames names = new FreshNames();
    regions.parameters().forEach(parameter -> names.reserve(parameter.name()));
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(it -> names.reserve(it.name())));
    regions.seeds().forEach(seed -> seed.ifPresent(it -> names.reserve(it.name())));
    regions.carriers().forEach(carrier -> names.reserve(carrier.name()));
    names.reserveAll(regions.forward());
    names.reserveAll(regions.backward());
    separated.regions().forEach(names::reserveAll);
    return names;
  }

  /**
   * @param names that nothing around the regions has either
   */
  LaidOutRegions layOut(
      AdjointRegions regions,
      SeparatedOutputs separated,
      ArrayOrigins arrays,
      Form form,
      FreshNames names) {
    Map<String, Variable> reversedLoops = new LinkedHashMap<>();
    separated.regions().forEach(region -> collectLoops(region, reversedLoops));
    LoopPositions.Result numbered =
        new LoopPositions(names, reversedLoops).number(regions.forward());

    Reservations reservations = new Reservations();
    AdjointStorage adjointStorage =
        new AdjointStorage(names, numbered.positions(), reservations, arrays);
    Block forward = adjointStorage.place(numbered.forward());

    // What is around the regions both see.
    Set<Variable> atHand = new LinkedHashSet<>(reversedLoops.values());
    FreeVariables.of(regions.forward()).stream().filter(it -> !it.isMutable()).forEach(atHand::add);
    Definitions definitions =
        new Definitions(
            forward,
            arrays,
            new LinkedHashSet<>(adjointStorage.storage()),
            atHand,
            regions.parameters(),
            regions.results(),
            form);
    Set<Variable> needed = new LinkedHashSet<>();
    separated.regions().forEach(region -> needed.addAll(FreeVariables.of(region)));
    StorePlan plan = new StoreOrRecompute(definitions, needed, numbered).plan();

    Recording recording = new Recording(names, definitions, numbered.positions(), reservations);
    forward = reservations.insert(recording.record(forward, plan.stored()));
    SeparatedOutputs backward = reload(separated, definitions, plan, recording, names);

    List<Variable> storage = new ArrayList<>(adjointStorage.storage());
    storage.addAll(recording.storage());
    storage.addAll(regions.carriers());
    return new LaidOutRegions(
        regions,
        forward,
        backward,
        storage,
        recording.slots(),
        new StoreFacts(plan.reasons(), recording.recorded(numbered.extents())));
  }

  private static SeparatedOutputs reload(
      SeparatedOutputs backward,
      Definitions definitions,
      StorePlan plan,
      Recording recording,
      FreshNames names) {
    Map<Variable, Operation> reloads = new LinkedHashMap<>();
    Set<Variable> stored = new LinkedHashSet<>(plan.stored());
    Set<Variable> recomputed = new LinkedHashSet<>(plan.recomputed());
    for (Definition definition : definitions.inOrder()) {
      Variable variable = definition.variable();
      if (stored.contains(variable)) {
        reloads.put(variable, recording.reload(variable));
      } else if (recomputed.contains(variable)) {
        reloads.put(variable, definition.operation().orElseThrow());
      }
    }
    return backward.withAll(
        region -> new Reloading(region, definitions, reloads, names).inserted());
  }

  private static void collectLoops(Block block, Map<String, Variable> loops) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop) {
        loops.put(loop.label(), loop.index());
      }
      statement.blocks().forEach(inner -> collectLoops(inner, loops));
    }
  }
}
