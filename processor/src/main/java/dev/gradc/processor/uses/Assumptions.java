package dev.gradc.processor.uses;

import dev.gradc.processor.source.Condition;
import dev.gradc.processor.source.Fact;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which of some states go where a condition is true, and which where it is false. */
final class Assumptions {

  private final Set<Fact> repeated;

  /**
   * @param repeated the facts worth remembering: those that are asked for more than once
   */
  Assumptions(Set<Fact> repeated) {
    this.repeated = repeated;
  }

  Set<PathState> assume(Set<PathState> states, Condition condition, boolean value) {
    Set<PathState> rest = new LinkedHashSet<>();
    states.forEach(state -> rest.addAll(assume(state, condition, value)));
    return rest;
  }

  private Set<PathState> assume(PathState state, Condition condition, boolean value) {
    return condition.accept(
        new Condition.Visitor<Set<PathState>>() {
          @Override
          public Set<PathState> unknown(Condition.Unknown any) {
            return Set.of(state);
          }

          @Override
          public Set<PathState> constant(Condition.Constant constant) {
            return only(state, constant.value() == value);
          }

          @Override
          public Set<PathState> known(Condition.Known known) {
            return assume(state, known.fact(), value);
          }

          @Override
          public Set<PathState> isNull(Condition.IsNull question) {
            boolean isPossible =
                state.held(question.holder()).map(it -> it.isNull() == value).orElse(true);
            return only(state, isPossible);
          }

          @Override
          public Set<PathState> not(Condition.Not not) {
            return assume(state, not.operand(), !value);
          }

          @Override
          public Set<PathState> and(Condition.And and) {
            Set<PathState> right = assume(assume(state, and.left(), true), and.right(), value);
            if (value) {
              return right;
            }
            Set<PathState> either = new LinkedHashSet<>(assume(state, and.left(), false));
            either.addAll(right);
            return either;
          }
        });
  }

  private Set<PathState> assume(PathState state, Fact fact, boolean value) {
    if (!repeated.contains(fact)) {
      return Set.of(state);
    }
    PathState.Truth truth = state.facts().get(fact);
    if (truth == null) {
      return Set.of(state.knowing(fact, value ? PathState.Truth.TRUE : PathState.Truth.FALSE));
    }
    return only(state, (truth == PathState.Truth.TRUE) == value);
  }

  private static Set<PathState> only(PathState state, boolean isPossible) {
    return isPossible ? Set.of(state) : Set.of();
  }
}
