package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;

/** Whether a body may run once more with the same arguments, and gives the same. */
public final class Repetition {

  private Repetition() {}

  /** Not if it uses a member that may answer otherwise, but for what goes into an exception. */
  public static boolean isPossible(Block block) {
    if (block.isAbrupt()) {
      return true;
    }
    for (Statement statement : block.statements()) {
      boolean isRepeatable =
          !(statement instanceof Statement.Invoke invoke)
              || invoke.member().effects().isRepeatable();
      if (!isRepeatable || !statement.blocks().stream().allMatch(Repetition::isPossible)) {
        return false;
      }
    }
    return true;
  }
}
