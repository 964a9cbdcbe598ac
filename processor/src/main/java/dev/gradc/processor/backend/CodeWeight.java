package dev.gradc.processor.backend;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import java.util.List;

/** How much code a statement becomes, where an assignment of one operation is one. */
final class CodeWeight implements Statement.Visitor<Integer> {

  private static final CodeWeight INSTANCE = new CodeWeight();

  private CodeWeight() {}

  /** Of everything in the block. */
  static int of(Block block) {
    int weight = 0;
    for (Statement statement : block.statements()) {
      weight += of(statement);
      for (Block inner : statement.blocks()) {
        weight += of(inner);
      }
    }
    return weight;
  }

  /** Of the statement without the blocks in it. */
  static int of(Statement statement) {
    return statement.accept(INSTANCE);
  }

  private static int ofCall(List<?> arguments) {
    return 1 + arguments.size() / 2;
  }

  @Override
  public Integer declare(Statement.Declare statement) {
    return 0;
  }

  @Override
  public Integer assign(Statement.Assign statement) {
    return Math.max(1, statement.operation().arguments().size() / 2);
  }

  @Override
  public Integer store(Statement.Store statement) {
    return 1;
  }

  @Override
  public Integer accumulate(Statement.Accumulate statement) {
    return 1;
  }

  @Override
  public Integer accumulateElement(Statement.AccumulateElement statement) {
    return 2;
  }

  @Override
  public Integer call(Statement.Call statement) {
    return ofCall(statement.arguments());
  }

  @Override
  public Integer invoke(Statement.Invoke statement) {
    return ofCall(statement.arguments()) + statement.targets().size();
  }

  @Override
  public Integer throwing(Statement.Throw statement) {
    return 1;
  }

  @Override
  public Integer conditional(Statement.If statement) {
    return 1;
  }

  @Override
  public Integer countedLoop(Statement.CountedLoop statement) {
    return 2;
  }

  @Override
  public Integer whileLoop(Statement.WhileLoop statement) {
    return 2;
  }

  @Override
  public Integer reserve(Statement.Reserve statement) {
    return 4;
  }

  @Override
  public Integer reserveRow(Statement.ReserveRow statement) {
    return 5;
  }

  @Override
  public Integer clear(Statement.Clear statement) {
    return 2;
  }
}
