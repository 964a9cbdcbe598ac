package dev.gradc.processor;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What may be said about how long a tape lives, where the method is defined. */
final class LifetimeFindings {

  /** Slots that a message names one by one. */
  private static final int NAMED = 4;

  private final Signature signature;
  private final Function inlined;
  private final Slices slices;

  LifetimeFindings(Signature signature, Function inlined, ReverseProgram taped) {
    this.signature = signature;
    this.inlined = inlined;
    this.slices = taped.slices();
  }

  /** Where {@code @Retain} keeps nothing, and on what it stands. */
  Map<Origin, String> uselessRetains() {
    Map<Origin, String> useless = new LinkedHashMap<>();
    List<Signature.Output> outputs = signature.outputs();
    boolean anyFrees = false;
    for (int i = 0; i < outputs.size(); i++) {
      boolean frees = !slices.shared().getOrDefault(Slices.Pair.of(i, i), List.of()).isEmpty();
      anyFrees |= frees;
      if (!frees && signature.retained().contains(outputs.get(i).name())) {
        useless.put(signature.origin(), outputs.get(i).name());
      }
    }
    if (signature.isRetained() && !anyFrees) {
      useless.put(signature.origin(), signature.methodName());
    }
    collectUseless(inlined.body(), useless);
    return useless;
  }

  private void collectUseless(Block block, Map<Origin, String> useless) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && invoke.member().isRetain()
          && !invoke.origin().equals(inlined.origin())
          && !slices.retainedAt().contains(invoke.origin())) {
        useless.putIfAbsent(invoke.origin(), invoke.origin().text());
      }
      statement.blocks().forEach(inner -> collectUseless(inner, useless));
    }
  }

  /** A pair of outputs that share a graph, as a message tells it. */
  record Shared(Origin origin, String... arguments) {}

  /** The pairs of outputs whose passes stand in each other's way. */
  List<Shared> sharedGraphs() {
    List<Shared> found = new ArrayList<>();
    List<Signature.Output> outputs = signature.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      for (int j = i + 1; j < outputs.size(); j++) {
        List<Slot> freed = slices.between(i, j);
        if (!freed.isEmpty()) {
          Slices.Joint joint = slices.joints().get(Slices.Pair.of(i, j));
          found.add(
              new Shared(
                  joint == null ? signature.origin() : joint.origin(),
                  outputs.get(i).name(),
                  placeOf(outputs.get(i)),
                  outputs.get(j).name(),
                  placeOf(outputs.get(j)),
                  slices.joint(i, j),
                  told(freed) + ", " + slices.sizes().get(Slices.Pair.of(i, j)),
                  signature.retaining(outputs.get(i))));
        }
      }
    }
    return found;
  }

  private static String told(List<Slot> slots) {
    String names =
        slots.stream().limit(NAMED).map(LifetimeFindings::told).collect(Collectors.joining(", "));
    return (slots.size() == 1 ? "1 slot" : slots.size() + " slots")
        + " ("
        + names
        + (slots.size() > NAMED ? ", …)" : ")");
  }

  /** A name says by itself where it is; of an expression the line does. */
  private static String told(Slot slot) {
    boolean isName = slot.subject().matches("[\\w$.\\[\\]]+");
    String place = isName || slot.origin().line() == 0 ? "" : " (" + slot.origin().place() + ")";
    return "'" + slot.subject() + "'" + place;
  }

  /** Where the value of an output is computed. */
  private String placeOf(Signature.Output output) {
    for (int i = 0; i < Leaf.of(output.type()).size(); i++) {
      Atom leaf = inlined.results().get(output.firstLeaf() + i);
      Origin origin = lastDefinition(inlined.body(), leaf, Origin.NONE);
      if (origin.line() > 0) {
        return origin.place();
      }
    }
    return signature.origin().place();
  }

  private static Origin lastDefinition(Block block, Atom wanted, Origin known) {
    Origin found = known;
    for (Statement statement : block.statements()) {
      boolean defines =
          Mentions.definitions(statement).contains(wanted)
              || (statement instanceof Statement.Assign assign && assign.target().equals(wanted));
      if (defines) {
        found = statement.origin();
      }
      for (Block inner : statement.blocks()) {
        found = lastDefinition(inner, wanted, found);
      }
    }
    return found;
  }
}
