package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Function;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two forms in which a method's derivative is generated.
 *
 * @param fused forward and backward region of one method
 * @param taped the regions of a tape
 * @param shared positions of the array parameters that the result may be, or hold, or be a row of
 * @param isRepeatable whether the method may be evaluated once more, and gives the same
 * @param recursive the recursive functions that it calls, other than itself
 * @param primal the method itself, where the generated code has to call it and may not see it
 */
public record Derivative(
    ReverseProgram fused,
    ReverseProgram taped,
    Set<Integer> shared,
    boolean isRepeatable,
    List<Recursive> recursive,
    Optional<Function> primal) {

  public Derivative {
    shared = Set.copyOf(shared);
    recursive = List.copyOf(recursive);
  }

  /**
   * A recursive function.
   *
   * @param name of its generated class
   * @param primal as in {@link Derivative}
   */
  public record Recursive(
      String name, Function function, ReverseProgram pullback, Optional<Function> primal) {}
}
