package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
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

  /**
   * Whether it writes arrays that objects or static fields hold, which it would do once more; but
   * for what goes into an exception.
   *
   * @param arrays of the function whose body it is
   */
  public static boolean writesOthersArrays(Block block, ArrayOrigins arrays) {
    return !block.isAbrupt()
        && block.statements().stream()
            .anyMatch(
                it ->
                    writesForeign(it, arrays)
                        || it.blocks().stream()
                            .anyMatch(inner -> writesOthersArrays(inner, arrays)));
  }

  private static boolean writesForeign(Statement statement, ArrayOrigins arrays) {
    if (statement instanceof Statement.Store store) {
      return arrays.isForeign(store.array());
    }
    if (statement instanceof Statement.AccumulateElement accumulate) {
      return arrays.isForeign(accumulate.array());
    }
    return statement instanceof Statement.Invoke invoke
        && invoke.member().effects().written().stream()
            .anyMatch(it -> arrays.isForeign((Variable) invoke.arguments().get(it)));
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
