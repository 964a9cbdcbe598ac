package dev.gradc.processor;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;

/** Functions without {@code @Retain}, where there is no tape for it to be about. */
final class Unretained {

  private Unretained() {}

  /** The same function without the words; itself if it has none. */
  static Function of(Function function) {
    return function.with(of(function.body()));
  }

  private static Block of(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (!(statement instanceof Statement.Invoke invoke && invoke.member().isRetain())) {
        statements.add(
            statement.withBlocks(statement.blocks().stream().map(Unretained::of).toList()));
      }
    }
    return new Block(statements);
  }
}
