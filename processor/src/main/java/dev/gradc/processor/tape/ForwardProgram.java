package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Function;
import java.util.Set;

/**
 * The forward-mode derivative of a method, ready to be written as Java.
 *
 * @param function takes the parts of the method, then the tangents of its active parts; gives what
 *     the method gives, then the tangent of each result that can have one
 * @param written positions of its parameters that are arrays which it may write
 */
public record ForwardProgram(Function function, Set<Integer> written) {
  public ForwardProgram {
    written = Set.copyOf(written);
  }
}
