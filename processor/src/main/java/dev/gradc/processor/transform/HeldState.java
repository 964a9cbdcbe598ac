package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Variable;
import java.util.Optional;

/**
 * A variable of the state.
 *
 * @param before the parameter
 * @param held the values at the snapshots
 * @param now the value at the iteration that is gone back through
 * @param cotangent of what the iterations so far have been gone back through give; absent if no
 *     derivative goes through it
 * @param into the adjoint of the parameter
 */
record HeldState(
    Variable before,
    Variable held,
    Variable now,
    Optional<Variable> cotangent,
    Optional<Variable> into) {

  boolean isArray() {
    return before.type() instanceof ArrayType;
  }
}
