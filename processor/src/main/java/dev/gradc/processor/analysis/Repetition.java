package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether a body may run once more with the same arguments, and gives the same. */
public final class Repetition {

  private Repetition() {}

  /**
   * Not if it uses a member that may answer otherwise, or an array that an object holds and whose
   * elements others may change; but for what goes into an exception.
   */
  public static boolean isPossible(Block block) {
    return obstacles(block).isEmpty();
  }

  /** The statements that stand in its way. */
  public static List<Statement> obstacles(Block block) {
    if (block.isAbrupt()) {
      return List.of();
    }
    List<Statement> obstacles = new ArrayList<>();
    for (Statement statement : block.statements()) {
      boolean isRepeatable =
          !(statement instanceof Statement.Invoke invoke)
              || invoke.member().effects().isRepeatable();
      if (!isRepeatable || isRandom(statement) || isArrayOfObject(statement)) {
        obstacles.add(statement);
      }
      statement.blocks().forEach(inner -> obstacles.addAll(obstacles(inner)));
    }
    return obstacles;
  }

  /** {@code Math.random()}: what takes no arguments cannot depend on them alone. */
  private static boolean isRandom(Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Apply apply
        && apply.operator().parameters().isEmpty();
  }

  private static boolean isArrayOfObject(Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.target().type() instanceof ArrayType
        && assign.operation() instanceof Operation.Inspect inspect
        && inspect.aspect() == Operation.Inspect.Aspect.FIELD;
  }
}
