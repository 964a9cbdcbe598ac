package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A walk over a block in the order of execution that writes the block anew. Passes say what becomes
 * of assignments, accumulations and statements with blocks; all others they meet as {@link #simple}.
 */
abstract class Rewriting extends Unnested<Void> {

  private List<Statement> output = new ArrayList<>();

  /** What becomes of the statements of a block; the block itself if nothing does. */
  final Block rewrite(Block block) {
    List<Statement> outer = output;
    output = new ArrayList<>(block.statements().size());
    for (Statement statement : block.statements()) {
      statement.accept(this);
    }
    Block rewritten = isUnchanged(block) ? block : new Block(output);
    output = outer;
    return rewritten;
  }

  private boolean isUnchanged(Block block) {
    if (output.size() != block.statements().size()) {
      return false;
    }
    for (int i = 0; i < output.size(); i++) {
      if (output.get(i) != block.statements().get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Adds a statement to the block that is being written. */
  final void emit(Statement statement) {
    output.add(statement);
  }

  /** The same statement around other blocks. */
  static Statement.If around(Statement.If statement, Block then, Block otherwise) {
    return then == statement.then() && otherwise == statement.otherwise()
        ? statement
        : new Statement.If(statement.condition(), then, otherwise, statement.origin());
  }

  /** The same statement around another body. */
  static Statement.CountedLoop around(Statement.CountedLoop statement, Block body) {
    return body == statement.body()
        ? statement
        : new Statement.CountedLoop(
            statement.label(),
            statement.index(),
            statement.from(),
            statement.relation(),
            statement.bound(),
            statement.step(),
            body,
            statement.origin());
  }

  /** The same statement around other blocks. */
  static Statement.WhileLoop around(Statement.WhileLoop statement, Block header, Block body) {
    return header == statement.header() && body == statement.body()
        ? statement
        : new Statement.WhileLoop(
            statement.label(), header, statement.condition(), body, statement.origin());
  }

  /** A statement that holds no block and is neither an assignment nor an accumulation. */
  abstract void simple(Statement statement);

  @Override
  final Void plain(Statement statement) {
    simple(statement);
    return null;
  }

  @Override
  public abstract Void assign(Statement.Assign statement);

  @Override
  public abstract Void accumulate(Statement.Accumulate statement);
}
