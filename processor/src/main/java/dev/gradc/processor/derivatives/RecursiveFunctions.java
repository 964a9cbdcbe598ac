package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Type;
import java.util.Optional;

/**
 * The methods in a program that call themselves, and the derivatives of these, which do too. They
 * cannot be compiled in: they become functions of the program that takes the derivative.
 */
public interface RecursiveFunctions {

  /** Whether there are none. */
  boolean isEmpty();

  /**
   * What the member with that key stands for.
   *
   * @return nothing for a member of another kind
   */
  Optional<Recursive> of(String key);

  /**
   * A function that calls members with keys of this kind.
   *
   * @param result the type of what it gives, a record for several values; absent for none
   */
  record Recursive(Function function, Optional<Type> result) {}
}
