package dev.gradc.processor.report;

import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.report.GraphPicture.SlotMark;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.StoreFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the values that slots hold. */
final class SlotMarks {

  private final SourceText text;

  SlotMarks(SourceText text) {
    this.text = text;
  }

  /** For each floating-point value, or array of such, what there is of it in slots. */
  Map<Variable, SlotMark> find(ReportedMethod method) {
    Map<Variable, SlotMark> marks = new LinkedHashMap<>();
    SlotSizes sizes = new SlotSizes(method.program(), text);
    Slices slices = method.slices();
    for (Slot slot : method.program().slots()) {
      if (!slot.variable().type().isDifferentiable()) {
        continue;
      }
      StoreFacts.Recorded recorded = method.program().facts().recorded().get(slot.variable());
      Variable value = recorded == null ? slot.variable() : recorded.value();
      Set<Integer> readers = new TreeSet<>(slices.readersOf(slot.variable()));
      boolean isShared =
          slices.shared().entrySet().stream()
              .anyMatch(
                  entry ->
                      entry.getKey().first() != entry.getKey().second()
                          && slices
                              .between(entry.getKey().first(), entry.getKey().second())
                              .contains(slot));
      boolean isRetained = slices.retained().contains(slot.variable());
      marks.put(value, new SlotMark(1, sizes.of(slot), readers, isShared, isRetained));
    }
    return marks;
  }
}
