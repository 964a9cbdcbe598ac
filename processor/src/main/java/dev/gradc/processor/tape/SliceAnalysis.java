package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the slice of each output, and where slices meet in the same steps. */
final class SliceAnalysis {

  private final List<Slot> slots;

  SliceAnalysis(List<Slot> slots) {
    this.slots = slots;
  }

  /**
   * @param backward regions that read slots
   * @param outputs as many as there are single regions, or one where there are none
   */
  Slices analyze(SeparatedOutputs backward, List<Output> outputs) {
    List<Block> regions =
        backward.each().isEmpty() ? List.of(backward.combined()) : backward.each();
    List<Slices.Output> slices = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      slices.add(new Slices.Output(outputs.get(i).name(), read(regions.get(i))));
    }
    Map<Slices.Pair, List<Slot>> shared = new LinkedHashMap<>();
    Map<Slices.Pair, List<Origin>> steps = new LinkedHashMap<>();
    for (int i = 0; i < slices.size(); i++) {
      Set<Variable> own = slices.get(i).reads();
      shared.put(
          new Slices.Pair(i, i),
          slots.stream().filter(slot -> slot.isFreed() && own.contains(slot.variable())).toList());
    }
    for (SeparatedOutputs.Shared common : backward.shared()) {
      Slices.Pair pair = new Slices.Pair(common.first(), common.second());
      List<Slot> met = freed(common.steps(), slices.get(pair.first()), slices.get(pair.second()));
      shared.put(pair, met);
      Set<Origin> origins = new LinkedHashSet<>();
      if (!met.isEmpty()) {
        collectOrigins(common.steps(), met, origins);
      }
      steps.put(pair, List.copyOf(origins));
    }
    Set<Origin> retainedAt = new LinkedHashSet<>();
    for (SeparatedOutputs.Retained part : backward.retained()) {
      Set<Variable> read = read(part.steps());
      if (slots.stream().anyMatch(slot -> slot.isFreed() && read.contains(slot.variable()))) {
        retainedAt.add(part.origin());
      }
    }
    return new Slices(
        slices, shared, steps, retained(backward, outputs, slices), retainedAt, Map.of());
  }

  private Set<Variable> read(Block region) {
    Set<Variable> read = new LinkedHashSet<>(FreeVariables.of(region));
    Set<Variable> all = new LinkedHashSet<>();
    slots.forEach(slot -> all.add(slot.variable()));
    read.retainAll(all);
    return read;
  }

  private List<Slot> freed(Block steps, Slices.Output one, Slices.Output other) {
    Set<Variable> read = FreeVariables.of(steps);
    return slots.stream()
        .filter(Slot::isFreed)
        .filter(slot -> read.contains(slot.variable()))
        .filter(slot -> one.reads().contains(slot.variable()))
        .filter(slot -> other.reads().contains(slot.variable()))
        .toList();
  }

  private static void collectOrigins(Block block, List<Slot> met, Set<Origin> origins) {
    for (Statement statement : block.statements()) {
      Set<Variable> read = FreeVariables.of(statement);
      boolean readsSlot = met.stream().anyMatch(slot -> read.contains(slot.variable()));
      if (statement.blocks().isEmpty() && readsSlot && statement.origin().line() > 0) {
        origins.add(statement.origin());
      }
      statement.blocks().forEach(inner -> collectOrigins(inner, met, origins));
    }
  }

  private Set<Variable> retained(
      SeparatedOutputs backward, List<Output> outputs, List<Slices.Output> slices) {
    Set<Variable> retained = new LinkedHashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).isRetained()) {
        retained.addAll(slices.get(i).reads());
      }
    }
    for (SeparatedOutputs.Retained part : backward.retained()) {
      retained.addAll(read(part.steps()));
    }
    return retained;
  }
}
