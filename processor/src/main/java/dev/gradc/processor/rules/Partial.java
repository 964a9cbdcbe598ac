package dev.gradc.processor.rules;

/** The partial derivative of an operator with respect to one argument, as a linear map. */
public sealed interface Partial {

  /** Structurally zero: no code is made, so that {@code 0 * infinity} cannot arise. */
  record Zero() implements Partial {}

  /**
   * {@code map} is linear in its {@link Formula.Vector}, which it mentions exactly once on every
   * branch of a selection (or not at all where the derivative is zero there).
   */
  record Linear(Formula map) implements Partial {}
}
