package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Leaves out checkpointed parts as they stand, where all callers evaluate them on kept memory. */
public final class UncalledPrimals {

  private final Set<String> parts;

  /**
   * @param parts keys of their functions
   */
  public UncalledPrimals(Set<String> parts) {
    this.parts = Set.copyOf(parts);
  }

  /** The same derivative. */
  public Derivative removed(Derivative derivative) {
    Derivative removed = derivative.withCalled(removed(derivative, called(derivative)));
    // A part that is left out calls nothing any more.
    return removed.equals(derivative) ? derivative : removed(removed);
  }

  private List<Derivative.Recursive> removed(Derivative derivative, Set<String> called) {
    return derivative.recursive().stream()
        .map(
            it ->
                it.evaluation().isPresent()
                        && parts.contains(it.function().key())
                        && !called.contains(it.function().key())
                    ? it.withoutPrimal()
                    : it)
        .toList();
  }

  private static Set<String> called(Derivative derivative) {
    Set<String> called = new LinkedHashSet<>();
    collect(derivative.fused(), called);
    collect(derivative.taped(), called);
    derivative.inPlace().ifPresent(it -> collect(it, called));
    for (Derivative.Recursive each : derivative.recursive()) {
      each.pullback().ifPresent(it -> collect(it, called));
      each.evaluation().ifPresent(it -> collect(it.program(), called));
      each.primal().map(Function::body).ifPresent(it -> collect(it, called));
    }
    return called;
  }

  private static void collect(ReverseProgram program, Set<String> called) {
    Stream.concat(Stream.of(program.forward(), program.backward()), program.outputs().stream())
        .forEach(it -> collect(it, called));
  }

  private static void collect(Block block, Set<String> called) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        called.add(invoke.member().key());
      }
      statement.blocks().forEach(inner -> collect(inner, called));
    }
  }
}
