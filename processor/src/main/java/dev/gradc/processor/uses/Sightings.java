package dev.gradc.processor.uses;

import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What was seen of each tape class, in all methods that were looked at. */
public final class Sightings {

  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> hidden = new LinkedHashSet<>();
  private final Map<String, Set<Variable>> needed = new LinkedHashMap<>();

  /** A tape is made. */
  void use(String tape) {
    used.add(tape);
  }

  /** Something is done with a tape that is not followed. */
  void hide(String tape) {
    hidden.add(tape);
  }

  /** A pass finds slots only because they are retained. */
  void need(String tape, Set<Variable> slots) {
    needed.computeIfAbsent(tape, any -> new LinkedHashSet<>()).addAll(slots);
  }

  /**
   * Whether there are tapes of a class, all followed, and none needs what is retained.
   *
   * @param slots some of those that are retained
   */
  public boolean isRetainedForNothing(TapeClass tape, Set<Variable> slots) {
    Set<Variable> inUse = needed.getOrDefault(tape.name(), Set.of());
    return used.contains(tape.name())
        && !hidden.contains(tape.name())
        && !slots.isEmpty()
        && slots.stream().noneMatch(inUse::contains);
  }
}
