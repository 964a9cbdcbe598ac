package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Origin;
import java.util.List;

/**
 * Whether a function is a sum of functions of one input element each, between the kinks of what is
 * linear in pieces: its Hessian is diagonal then.
 *
 * @param interactions the places that may let two elements interact, in the order of statements;
 *     none if the function is proven to be separable
 */
public record Separability(List<Origin> interactions) {

  public Separability {
    interactions = List.copyOf(interactions);
  }

  /** Whether no two elements interact, for sure. */
  public boolean isProven() {
    return interactions.isEmpty();
  }
}
