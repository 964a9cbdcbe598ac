package dev.gradc.processor.source;

import java.util.Set;

/**
 * A condition that has the same value wherever it stands, until one of its variables is assigned.
 *
 * @param variables on which it depends
 * @param isEquality whether it is true for one value of a variable at most, so that a counter that
 *     only goes up makes it true once
 */
public record Fact(String text, Set<Holder> variables, boolean isEquality) {

  public Fact {
    variables = Set.copyOf(variables);
  }
}
