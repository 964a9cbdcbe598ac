package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Regions whose values cross only through slots.
 *
 * @param regions what they were made from
 * @param backward the regions that carry adjoints back: for all outputs at once, and for each
 * @param storage arrays kept from call to call
 * @param slots for each recorded variable its slot
 * @param facts why, and how many of them
 * @param loops what the regions call in place of several operations on tensors, by the key of the
 *     member
 */
public record LaidOutRegions(
    AdjointRegions regions,
    Block forward,
    SeparatedOutputs backward,
    List<Variable> storage,
    Map<Variable, Variable> slots,
    StoreFacts facts,
    Map<String, FusedLoop> loops) {

  /** Without loops. */
  LaidOutRegions(
      AdjointRegions regions,
      Block forward,
      SeparatedOutputs backward,
      List<Variable> storage,
      Map<Variable, Variable> slots,
      StoreFacts facts) {
    this(regions, forward, backward, storage, slots, facts, Map.of());
  }

  /** Names that nothing in the regions has. */
  FreshNames freeNames() {
    FreshNames names = new FreshNames();
    regions.parameters().forEach(it -> names.reserve(it.name()));
    regions.adjoints().forEach(it -> it.ifPresent(one -> names.reserve(one.name())));
    regions.seeds().forEach(it -> it.ifPresent(one -> names.reserve(one.name())));
    storage.forEach(it -> names.reserve(it.name()));
    names.reserveAll(forward);
    backward.regions().forEach(names::reserveAll);
    return names;
  }

  /** The same with more that is kept from call to call. */
  public LaidOutRegions with(List<Variable> more) {
    List<Variable> all = new ArrayList<>(storage);
    all.addAll(more);
    return new LaidOutRegions(regions, forward, backward, all, slots, facts, loops);
  }

  /** The same with other statements in the regions. */
  public LaidOutRegions with(Block newForward, SeparatedOutputs newBackward) {
    return new LaidOutRegions(regions, newForward, newBackward, storage, slots, facts, loops);
  }

  /** The same with other loops. */
  LaidOutRegions with(Map<String, FusedLoop> others) {
    return new LaidOutRegions(regions, forward, backward, storage, slots, facts, others);
  }
}
