package dev.gradc.processor.uses;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.ArrayPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What has become of a tape on the way to some place.
 *
 * @param ran for each backward pass since it was recorded the first call
 * @param arguments for each array that is guarded how the user's method reaches it, if it does
 * @param changed for each array of these that was written since, the first change
 */
record TapeState(
    String tape,
    Status status,
    Map<Integer, Origin> ran,
    Map<TapeClass.Guarded, ArrayPath> arguments,
    Map<TapeClass.Guarded, Change> changed) {

  TapeState {
    ran = Map.copyOf(ran);
    arguments = Map.copyOf(arguments);
    changed = Map.copyOf(changed);
  }

  /** An array was written. */
  record Change(ArrayPath array, Origin place) {}

  /** Whether it is followed. */
  enum Status {
    RECORDED,
    /** Nothing is recorded, or no longer. */
    EMPTY,
    /** Other code may have it: it is followed no more. */
    ESCAPED
  }

  static TapeState of(String tape, Status status) {
    return new TapeState(tape, status, Map.of(), Map.of(), Map.of());
  }

  boolean isRecorded() {
    return status == Status.RECORDED;
  }

  boolean isEscaped() {
    return status == Status.ESCAPED;
  }

  TapeState recorded(Map<TapeClass.Guarded, ArrayPath> given) {
    return new TapeState(tape, Status.RECORDED, Map.of(), given, Map.of());
  }

  TapeState with(int pass, Origin call) {
    Map<Integer, Origin> more = new LinkedHashMap<>(ran);
    more.putIfAbsent(pass, call);
    return new TapeState(tape, status, more, arguments, changed);
  }

  TapeState written(ArrayPath array, Origin place) {
    Map<TapeClass.Guarded, Change> more = new LinkedHashMap<>(changed);
    arguments.forEach(
        (guarded, path) -> {
          if (path.equals(array)) {
            more.putIfAbsent(guarded, new Change(array, place));
          }
        });
    return new TapeState(tape, status, ran, arguments, more);
  }

  /** Arrays that are no longer reached as they were are followed no more. */
  TapeState without(Predicate<ArrayPath> lost) {
    Map<TapeClass.Guarded, ArrayPath> rest = new LinkedHashMap<>(arguments);
    rest.values().removeIf(lost);
    return new TapeState(tape, status, ran, rest, changed);
  }
}
