package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A backward region, taken apart by the outputs that its seeds belong to.
 *
 * @param combined the region for all seeds at once
 * @param each for each output the region for its seeds, with all others zero
 * @param shared for two outputs, the steps that both go back through
 * @param retained for each value that carries {@code @Retain}, the steps behind it
 */
public record SeparatedOutputs(
    Block combined, List<Block> each, List<Shared> shared, List<Retained> retained) {

  public SeparatedOutputs {
    each = List.copyOf(each);
    shared = List.copyOf(shared);
    retained = List.copyOf(retained);
  }

  /** A region of which nothing is taken apart. */
  public static SeparatedOutputs of(Block combined) {
    return new SeparatedOutputs(combined, List.of(), List.of(), List.of());
  }

  /** The same with the regions that can run changed. */
  public SeparatedOutputs with(UnaryOperator<Block> change) {
    return new SeparatedOutputs(
        change.apply(combined), each.stream().map(change).toList(), shared, retained);
  }

  /** The same with another region for all outputs. */
  public SeparatedOutputs withCombined(Block other) {
    return new SeparatedOutputs(other, each, shared, retained);
  }

  /** The regions that can run, the one for all outputs first. */
  public List<Block> regions() {
    List<Block> regions = new ArrayList<>(List.of(combined));
    regions.addAll(each);
    return regions;
  }

  /** The same with everything changed, the steps that cannot run too. */
  public SeparatedOutputs withAll(UnaryOperator<Block> change) {
    SeparatedOutputs changed = with(change);
    return new SeparatedOutputs(
        changed.combined(),
        changed.each(),
        shared.stream()
            .map(it -> new Shared(it.first(), it.second(), change.apply(it.steps())))
            .toList(),
        retained.stream().map(it -> new Retained(it.origin(), change.apply(it.steps()))).toList());
  }

  /**
   * Steps that two backward passes have in common; not a region that could run.
   *
   * @param first the smaller index of the two
   */
  public record Shared(int first, int second, Block steps) {}

  /**
   * The steps behind a value, with a mention of the value itself; not a region that could run.
   *
   * @param origin of the declaration of the local variable that holds it
   */
  public record Retained(Origin origin, Block steps) {}
}
