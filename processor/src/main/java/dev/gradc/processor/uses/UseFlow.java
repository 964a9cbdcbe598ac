package dev.gradc.processor.uses;

import dev.gradc.processor.source.Condition;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import dev.gradc.processor.source.UserMethod;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Goes along the flow of control of one method, with all the states in which each place may be
 * reached. States are kept apart, not merged, so that what fails on every path can be told from
 * what may fail.
 */
final class UseFlow implements TapeUse.Visitor<Set<PathState>> {

  /** More are not kept apart. */
  private static final int MOST_STATES = 64;

  private final Map<String, TapeClass> classes;
  private final UserMethod method;
  private final Assumptions assumptions;
  private final Sightings sightings;
  private Evidence evidence = new Evidence();
  private boolean isCoarse;

  /** In which states the statement that is looked at is reached. */
  private Set<PathState> in = Set.of();

  /** In which an exception may come out of it. */
  private Set<PathState> thrown = new LinkedHashSet<>();

  /** In which it is left for other places. */
  private Map<TapeUse.Jump, Set<PathState>> jumps = new LinkedHashMap<>();

  UseFlow(Map<String, TapeClass> classes, UserMethod method, Sightings sightings) {
    this.classes = classes;
    this.method = method;
    this.assumptions = new Assumptions(method.repeated());
    this.sightings = sightings;
  }

  /** There are too many paths to follow. */
  static final class TooManyPaths extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Evidence follow() {
    run(method.body(), Set.of(PathState.START));
    return evidence;
  }

  /** Whether paths were merged that conditions tell apart, so that not all that may be is. */
  boolean isCoarse() {
    return isCoarse;
  }

  private Set<PathState> run(TapeUse use, Set<PathState> states) {
    if (states.isEmpty()) {
      return states;
    }
    Set<PathState> outer = in;
    in = bounded(states);
    Set<PathState> out = use.accept(this);
    in = outer;
    return out;
  }

  private Set<PathState> bounded(Set<PathState> states) {
    Set<PathState> bounded = new LinkedHashSet<>();
    states.forEach(state -> bounded.add(isCoarse ? state.withoutFacts() : state));
    if (bounded.size() > MOST_STATES && isCoarse) {
      throw new TooManyPaths();
    }
    if (bounded.size() > MOST_STATES) {
      isCoarse = true;
      return bounded(states);
    }
    return bounded;
  }

  @Override
  public Set<PathState> event(TapeUse.Event use) {
    Set<PathState> out = new LinkedHashSet<>();
    if (isThrowing(use.event())) {
      thrown.addAll(in);
    }
    for (PathState state : in) {
      use.event()
          .accept(new EventEffects(classes, method.repeated(), sightings, evidence, state))
          .ifPresent(out::add);
    }
    return out;
  }

  private static boolean isThrowing(TapeEvent event) {
    return event instanceof TapeEvent.MayThrow
        || event instanceof TapeEvent.Forward
        || event instanceof TapeEvent.Backward;
  }

  @Override
  public Set<PathState> sequence(TapeUse.Sequence use) {
    Set<PathState> states = in;
    for (TapeUse next : use.uses()) {
      states = run(next, states);
    }
    return states;
  }

  @Override
  public Set<PathState> branch(TapeUse.Branch use) {
    Set<PathState> states = in;
    Set<PathState> then = run(use.then(), assumptions.assume(states, use.condition(), true));
    return union(then, run(use.otherwise(), assumptions.assume(states, use.condition(), false)));
  }

  @Override
  public Set<PathState> choice(TapeUse.Choice use) {
    Set<PathState> states = in;
    Set<PathState> out = use.isExhaustive() ? Set.of() : states;
    Set<PathState> fallen = Set.of();
    for (TapeUse arm : use.arms()) {
      Set<PathState> end = run(arm, union(states, fallen));
      fallen = use.runsOn() ? end : Set.of();
      out = use.runsOn() ? out : union(out, end);
    }
    return union(union(out, fallen), arrived(TapeUse.Kind.BREAK, use.target()));
  }

  @Override
  public Set<PathState> labelled(TapeUse.Labelled use) {
    return union(run(use.body(), in), arrived(TapeUse.Kind.BREAK, use.target()));
  }

  @Override
  public Set<PathState> jump(TapeUse.Jump use) {
    if (use.kind() == TapeUse.Kind.THROW) {
      thrown.addAll(in);
    } else {
      jumps.computeIfAbsent(use, any -> new LinkedHashSet<>()).addAll(in);
    }
    return Set.of();
  }

  private Set<PathState> arrived(TapeUse.Kind kind, int target) {
    Set<PathState> states = jumps.remove(new TapeUse.Jump(kind, target));
    return states == null ? Set.of() : states;
  }

  @Override
  public Set<PathState> loop(TapeUse.Loop use) {
    Set<PathState> exits = new LinkedHashSet<>();
    Set<PathState> next = in;
    if (use.isTwice()) {
      next = iterate(use, next, new LinkedHashSet<>());
      Evidence outer = evidence;
      evidence = new Evidence();
      next = iterate(use, next, use.isTestedFirst() ? new LinkedHashSet<>() : exits);
      outer.addSurely(evidence);
      evidence = outer;
    }
    Set<PathState> seen = new LinkedHashSet<>();
    while (!next.isEmpty()) {
      Set<PathState> fresh = new LinkedHashSet<>(bounded(next));
      fresh.removeAll(seen);
      seen.addAll(fresh);
      bounded(seen);
      next = iterate(use, fresh, exits);
    }
    return union(exits, arrived(TapeUse.Kind.BREAK, use.target()));
  }

  /** Once through a loop: the states in which it is gone on with; adds those in which it ends. */
  private Set<PathState> iterate(TapeUse.Loop use, Set<PathState> head, Set<PathState> exits) {
    Condition condition = use.condition();
    if (use.isTestedFirst()) {
      Set<PathState> tested = run(use.test(), head);
      exits.addAll(assumptions.assume(tested, condition, false));
      Set<PathState> entered = assumptions.assume(tested, condition, true);
      return run(use.update(), body(use, entered));
    }
    Set<PathState> tested = run(use.test(), body(use, head));
    exits.addAll(assumptions.assume(tested, condition, false));
    return assumptions.assume(tested, condition, true);
  }

  private Set<PathState> body(TapeUse.Loop use, Set<PathState> states) {
    return union(run(use.body(), states), arrived(TapeUse.Kind.CONTINUE, use.target()));
  }

  @Override
  public Set<PathState> attempt(TapeUse.Attempt use) {
    Set<PathState> outerThrown = thrown;
    Map<TapeUse.Jump, Set<PathState>> outerJumps = jumps;
    jumps = new LinkedHashMap<>();
    thrown = new LinkedHashSet<>();
    Set<PathState> out = run(use.body(), in);
    Set<PathState> caught = thrown;
    thrown = new LinkedHashSet<>(caught);
    for (TapeUse handler : use.handlers()) {
      out = union(out, run(handler, caught));
    }
    Set<PathState> uncaught = thrown;
    Map<TapeUse.Jump, Set<PathState>> inner = jumps;
    thrown = outerThrown;
    jumps = outerJumps;
    thrown.addAll(run(use.last(), uncaught));
    inner.forEach(
        (jump, states) ->
            jumps
                .computeIfAbsent(jump, any -> new LinkedHashSet<>())
                .addAll(run(use.last(), states)));
    return run(use.last(), out);
  }

  private static Set<PathState> union(Set<PathState> one, Set<PathState> other) {
    Set<PathState> union = new LinkedHashSet<>(one);
    union.addAll(other);
    return union;
  }
}
