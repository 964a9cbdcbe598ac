package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Type;
import java.util.Optional;

/**
 * A function that a method calls and does not compile in, with a generated class: a method that
 * calls itself, or one of another class.
 *
 * @param member how it is called, and gone back through
 * @param name of its generated class
 * @param result what it gives, be it a record; one without components for {@code void}
 * @param primal the function itself, where generated code has to call it and may not see it
 * @param isOfOthers whether it is of another top-level class, where its tangent is, too
 */
record CalledFunction(
    Analyzed analyzed,
    Member member,
    String name,
    Type result,
    Optional<Function> primal,
    boolean isOfOthers) {

  /** What is said of its generated class. */
  String about() {
    return isOfOthers ? "which is called on memory that is kept" : "which calls itself";
  }

  /** The same with another function that computes the same. */
  CalledFunction with(Analyzed other) {
    return new CalledFunction(
        other, member, name, result, primal.map(any -> other.function()), isOfOthers);
  }
}
