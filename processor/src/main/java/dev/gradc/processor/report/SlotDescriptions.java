package dev.gradc.processor.report;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.StoreFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in the user's terms what slots hold, and how large those are that outputs share. */
public final class SlotDescriptions {

  private static final int LIMIT = 48;

  /**
   * What can be said of a tape's slots.
   *
   * @param names of the user's variable that a slot holds, or the expression
   * @param origins of what is computed, where that is known better than of the slot
   * @param sizes for two outputs the slots that make the second pass fail, as a formula in loop
   *     counts: {@code 8·n bytes}
   */
  public record Descriptions(
      Map<Variable, String> names, Map<Variable, Origin> origins, Map<Slices.Pair, String> sizes) {}

  /** Of the slots of a method. */
  public Descriptions describe(ReportedMethod method) {
    ReverseProgram program = method.program();
    SourceText text =
        new SourceText(
            new UserNames().find(method), List.of(program.forward(), method.primal().body()));
    Map<Variable, String> names = new LinkedHashMap<>();
    Map<Variable, Origin> origins = new LinkedHashMap<>();
    for (Slot slot : program.slots()) {
      StoreFacts.Recorded recorded = program.facts().recorded().get(slot.variable());
      Variable value = recorded == null ? slot.variable() : recorded.value();
      names.put(slot.variable(), text.written(value, LIMIT));
      Statement definition = text.definition(value);
      if (definition != null && definition.origin().line() > 0) {
        origins.put(slot.variable(), definition.origin());
      }
    }
    SlotSizes sizes = new SlotSizes(program, text);
    Map<Slices.Pair, String> shared = new LinkedHashMap<>();
    for (Slices.Pair pair : method.slices().shared().keySet()) {
      Size sum = Size.NONE;
      for (Slot slot : method.slices().between(pair.first(), pair.second())) {
        sum = sum.plus(sizes.of(slot));
      }
      shared.put(pair, sum.text());
    }
    return new Descriptions(names, origins, shared);
  }
}
