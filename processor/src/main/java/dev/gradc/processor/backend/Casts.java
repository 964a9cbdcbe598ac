package dev.gradc.processor.backend;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.tape.Derivative;

/**
 * Finds casts between classes. A variable of generated code has the type of its value, which may be
 * narrower than the one that was written, so that a cast which the source needs is redundant there.
 */
final class Casts {

  private Casts() {}

  /** Whether the derivative has some. */
  static boolean areIn(Derivative derivative) {
    return areIn(derivative.fused().forward())
        || areIn(derivative.taped().forward())
        || derivative.forward().filter(it -> areIn(it.function().body())).isPresent()
        || derivative.recursive().stream().anyMatch(Casts::areIn);
  }

  private static boolean areIn(Derivative.Recursive called) {
    return called.pullback().filter(it -> areIn(it.forward())).isPresent()
        || called.evaluation().filter(it -> areIn(it.program().forward())).isPresent()
        || called.forward().filter(it -> areIn(it.function().body())).isPresent();
  }

  private static boolean areIn(Block block) {
    return block.contains(
        statement ->
            statement instanceof Statement.Invoke invoke
                && invoke.member().kind() == Member.Kind.CAST);
  }
}
