package dev.gradc.processor.rules;

import java.util.List;

/**
 * A row of the table.
 *
 * @param partials one for each argument of the operator
 */
public record Rule(List<Partial> partials) {

  public Rule {
    partials = List.copyOf(partials);
  }
}
