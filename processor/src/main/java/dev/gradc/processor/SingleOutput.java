package dev.gradc.processor;

import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The slices of a tape that has one backward pass, for all of the result. */
final class SingleOutput {

  private SingleOutput() {}

  static Slices slices(ReverseProgram program, boolean isRetained) {
    Set<Variable> all = new LinkedHashSet<>();
    program.slots().forEach(slot -> all.add(slot.variable()));
    return new Slices(
        List.of(new Slices.Output("value", all)),
        Map.of(Slices.Pair.of(0, 0), program.slots().stream().filter(Slot::isFreed).toList()),
        Map.of(),
        isRetained ? all : Set.of());
  }
}
