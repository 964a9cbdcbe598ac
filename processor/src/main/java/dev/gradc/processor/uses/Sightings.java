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

  /** Whether there are tapes of a class, all followed, none of which needs what is retained. */
  public boolean isRetainedForNothing(TapeClass tape) {
    return used.contains(tape.name())
        && !hidden.contains(tape.name())
        && !tape.retained().isEmpty()
        && needed.getOrDefault(tape.name(), Set.of()).isEmpty();
  }
}
