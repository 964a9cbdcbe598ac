package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A walk over a block in the order of execution that writes the block anew. Passes say what becomes
 * of assignments, accumulations and statements with blocks; all others they meet as {@link
 * #simple}.
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
    output.removeIf(Objects::isNull);
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

  /** Where in its block the next statement will be. */
  final int position() {
    return output.size();
  }

  /** Takes a statement of the block that is being written out of it again. */
  final void retract(int position) {
    output.set(position, null);
  }

  /** The statement around these blocks; itself if they are its own. */
  static Statement around(Statement statement, Block... blocks) {
    for (int i = 0; i < blocks.length; i++) {
      if (!blocks[i].equals(statement.blocks().get(i))) {
        return statement.withBlocks(List.of(blocks));
      }
    }
    return statement;
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
