package dev.gradc.processor.uses;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.ArrayPath;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found out about backward calls, state by state. */
final class Evidence {

  private final Map<Origin, Call> calls = new LinkedHashMap<>();

  /**
   * On some path a call fails.
   *
   * @param holder the name of the variable, of the tape or a handle
   * @param earlier the pass that has run
   * @param first where it was called
   */
  record Failure(
      TapeClass tape, String holder, int pass, int earlier, Origin first, List<Slot> slots) {}

  /** On some path an array has been written that a call reads. */
  record Modification(String holder, TapeClass.Guarded array, ArrayPath path, Origin place) {}

  /** Of one backward call. */
  static final class Call {
    private final List<Failure> failures = new ArrayList<>();
    private final List<Modification> modifications = new ArrayList<>();
    private boolean runs;
    private boolean surelyFails;

    /** Those that have run first come first. */
    List<Failure> failures() {
      return failures;
    }

    List<Modification> modifications() {
      return modifications;
    }

    /** Whether it fails wherever it is reached, or surely the second time that it is. */
    boolean mustFail() {
      return surelyFails || (!failures.isEmpty() && !runs);
    }
  }

  Map<Origin, Call> calls() {
    return calls;
  }

  void failure(Origin call, Failure failure) {
    add(of(call).failures, failure);
  }

  void run(Origin call) {
    of(call).runs = true;
  }

  void modification(Origin call, Modification modification) {
    add(of(call).modifications, modification);
  }

  /** Takes in what was found out about an iteration that is surely run. */
  void addSurely(Evidence iteration) {
    iteration.calls.forEach(
        (origin, other) -> {
          Call call = of(origin);
          other.failures.forEach(failure -> add(call.failures, failure));
          other.modifications.forEach(modification -> add(call.modifications, modification));
          call.runs |= other.runs;
          call.surelyFails |= other.mustFail();
        });
  }

  private Call of(Origin call) {
    return calls.computeIfAbsent(call, any -> new Call());
  }

  private static <T> void add(List<T> all, T one) {
    if (!all.contains(one)) {
      all.add(one);
    }
  }
}
