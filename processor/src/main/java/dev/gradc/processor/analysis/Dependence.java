package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Variable;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many elements of the active inputs a number depends on, each by its derivative: none, one
 * that is known by name, or perhaps more.
 */
sealed interface Dependence {

  /** A constant for differentiation. */
  record None() implements Dependence {}

  /**
   * On one element. Where two of these are equal and in scope, they are the same element; where
   * they differ, they may be so all the same.
   *
   * @param holder the array; of a parameter that is a number, the parameter; of an element that
   *     cannot be named, the single variable that was loaded from it
   * @param index within the array
   */
  record One(Variable holder, Optional<Atom> index) implements Dependence {

    /** What names it: it is the same as long as these are. */
    Stream<Variable> names() {
      return Stream.concat(
          Stream.of(holder),
          index.filter(Variable.class::isInstance).map(Variable.class::cast).stream());
    }
  }

  /** On more than one element, or on one that is not always the same. */
  record Many() implements Dependence {}

  /** Whether it is a constant. */
  default boolean isNone() {
    return this instanceof None;
  }

  /** Whether it may be on more than one element. */
  default boolean isMany() {
    return this instanceof Many;
  }

  /** On all that the two depend on. */
  default Dependence and(Dependence other) {
    if (isNone() || equals(other)) {
      return other;
    }
    return other.isNone() ? this : new Many();
  }
}
