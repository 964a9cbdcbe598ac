package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;

/** Whether a body may run once more with the same arguments, and gives the same. */
public final class Repetition {

  private Repetition() {}

  /**
   * Not if it uses a member that may answer otherwise, or an array that an object holds and whose
   * elements others may change; but for what goes into an exception.
   */
  public static boolean isPossible(Block block) {
    if (block.isAbrupt()) {
      return true;
    }
    for (Statement statement : block.statements()) {
      boolean isRepeatable =
          !(statement instanceof Statement.Invoke invoke)
              || invoke.member().effects().isRepeatable();
      if (!isRepeatable
          || isArrayOfObject(statement)
          || !statement.blocks().stream().allMatch(Repetition::isPossible)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isArrayOfObject(Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.target().type() instanceof ArrayType
        && assign.operation() instanceof Operation.Inspect inspect
        && inspect.aspect() == Operation.Inspect.Aspect.FIELD;
  }
}
