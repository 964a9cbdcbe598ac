package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Optional;

/**
 * What goes into a section and what comes out of it.
 *
 * @param constants what it reads and leaves as it is
 * @param states what it changes, and whoever runs after it asks for
 * @param locals mutable variables that are declared outside, and that nobody asks for afterwards
 * @param distinct pairs of arrays that must not be one, of which one at least is written
 */
record SectionState(
    List<Input> constants, List<State> states, List<Variable> locals, List<Pair> distinct) {

  SectionState {
    constants = List.copyOf(constants);
    states = List.copyOf(states);
    locals = List.copyOf(locals);
    distinct = List.copyOf(distinct);
  }

  /** Something that is read; an active one carries a derivative. */
  record Input(Variable variable, boolean isActive) {}

  /**
   * A variable that the section assigns, or an array that it writes.
   *
   * @param isAssigned whether the variable stands for something else afterwards; if not, it is an
   *     array with other contents
   * @param isCopied whether it is an array whose contents change
   * @param isGiven whether it has a value before; if not, the section assigns it in any case
   */
  record State(
      Variable variable, boolean isAssigned, boolean isCopied, boolean isGiven, boolean isActive) {}

  /**
   * Two arrays.
   *
   * @param text what messages call them
   */
  record Pair(Variable one, Variable other, String text) {}

  /** The state that a variable is. */
  Optional<State> stateOf(Variable variable) {
    return states.stream().filter(it -> it.variable().equals(variable)).findFirst();
  }
}
