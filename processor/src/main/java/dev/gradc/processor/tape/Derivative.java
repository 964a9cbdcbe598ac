package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Function;
import java.util.List;
import java.util.Optional;

/**
 * The two forms in which a method's derivative is generated.
 *
 * @param fused forward and backward region of one method
 * @param taped the regions of a tape
 * @param helpers the recursive functions that it calls, other than itself
 * @param primal the method itself, where the generated code has to call it and may not see it
 */
public record Derivative(
    ReverseProgram fused, ReverseProgram taped, List<Helper> helpers, Optional<Function> primal) {

  public Derivative {
    helpers = List.copyOf(helpers);
  }

  /**
   * A recursive function.
   *
   * @param name of its generated class
   * @param primal as in {@link Derivative}
   */
  public record Helper(
      String name, Function function, ReverseProgram pullback, Optional<Function> primal) {}
}
