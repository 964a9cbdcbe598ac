package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import java.util.List;

/** The blocks directly within a statement, in the order in which they run. */
final class Nested extends Unnested<List<Block>> {

  /** Of any statement. */
  static List<Block> of(Statement statement) {
    return statement.accept(new Nested());
  }

  @Override
  List<Block> plain(Statement statement) {
    return List.of();
  }

  @Override
  public List<Block> conditional(Statement.If statement) {
    return List.of(statement.then(), statement.otherwise());
  }

  @Override
  public List<Block> countedLoop(Statement.CountedLoop statement) {
    return List.of(statement.body());
  }

  @Override
  public List<Block> whileLoop(Statement.WhileLoop statement) {
    return List.of(statement.header(), statement.body());
  }
}
