package dev.gradc.processor.uses;

import dev.gradc.processor.source.Fact;
import dev.gradc.processor.source.Holder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known at a place of a method if it was reached on certain paths. A tape is named by the
 * place where it is made: the last one that was made there.
 *
 * @param held what variables hold; those that are not here may hold anything
 * @param tapes by their names
 * @param facts what the conditions were on these paths
 */
record PathState(Map<Holder, Held> held, Map<Integer, TapeState> tapes, Map<Fact, Truth> facts) {

  static final PathState START = new PathState(Map.of(), Map.of(), Map.of());

  PathState {
    held = Map.copyOf(held);
    tapes = Map.copyOf(tapes);
    facts = Map.copyOf(facts);
  }

  /**
   * What a variable holds.
   *
   * @param tape its name, or {@link #NULL}
   * @param pass of a handle that of its output, else that of all
   */
  record Held(int tape, int pass) {
    static final Held NULL = new Held(Integer.MIN_VALUE, TapeClass.ALL);

    boolean isNull() {
      return equals(NULL);
    }
  }

  /** Of a condition. */
  enum Truth {
    TRUE,
    FALSE,
    /** It was true, and will not be again, while the counter that it asks for goes on. */
    SPENT
  }

  Optional<Held> held(Holder holder) {
    return Optional.ofNullable(held.get(holder));
  }

  boolean isNull(Holder holder) {
    return held(holder).filter(Held::isNull).isPresent();
  }

  /** The tape that a variable holds, itself or by a handle. */
  Optional<TapeState> tape(Holder holder) {
    return held(holder).map(it -> tapes.get(it.tape()));
  }

  PathState holding(Holder holder, Optional<Held> value) {
    Map<Holder, Held> others = new LinkedHashMap<>(held);
    others.remove(holder);
    value.ifPresent(it -> others.put(holder, it));
    return new PathState(others, tapes, facts);
  }

  /** A new tape; variables that hold one that was made at the same place are followed no more. */
  PathState making(Holder holder, TapeState tape) {
    Map<Holder, Held> others = new LinkedHashMap<>(held);
    others.values().removeIf(it -> it.tape() == holder.id());
    others.put(holder, new Held(holder.id(), TapeClass.ALL));
    Map<Integer, TapeState> more = new LinkedHashMap<>(tapes);
    more.put(holder.id(), tape);
    return new PathState(others, more, facts);
  }

  /** Whether variables other than one hold the tape that was last made for it. */
  boolean isHeldElsewhere(Holder holder) {
    return held.entrySet().stream()
        .anyMatch(
            it ->
                it.getValue().tape() == holder.id()
                    && !it.getKey().equals(holder)
                    && !it.getKey().isExpression());
  }

  /** With a tape changed; without effect where the variable holds none that is followed. */
  PathState with(Holder holder, UnaryOperator<TapeState> change) {
    Optional<TapeState> tape = tape(holder).filter(it -> !it.isEscaped());
    if (tape.isEmpty()) {
      return this;
    }
    Map<Integer, TapeState> changed = new LinkedHashMap<>(tapes);
    changed.put(held.get(holder).tape(), change.apply(tape.get()));
    return new PathState(held, changed, facts);
  }

  /** With all tapes changed that are followed. */
  PathState withAll(UnaryOperator<TapeState> change) {
    Map<Integer, TapeState> changed = new LinkedHashMap<>(tapes);
    changed.replaceAll((name, tape) -> tape.isEscaped() ? tape : change.apply(tape));
    return new PathState(held, changed, facts);
  }

  PathState knowing(Fact fact, Truth truth) {
    Map<Fact, Truth> more = new LinkedHashMap<>(facts);
    more.put(fact, truth);
    return new PathState(held, tapes, more);
  }

  /** Without what depends on a variable, but for what a counter that goes on leaves true. */
  PathState changed(Holder variable, boolean isStep) {
    Map<Fact, Truth> rest = new LinkedHashMap<>();
    facts.forEach(
        (fact, truth) -> {
          if (!fact.variables().contains(variable)) {
            rest.put(fact, truth);
          } else if (isStep && fact.isEquality() && truth != Truth.FALSE) {
            rest.put(fact, Truth.SPENT);
          }
        });
    return new PathState(held, tapes, rest);
  }

  PathState withoutFacts() {
    return new PathState(held, tapes, Map.of());
  }
}
