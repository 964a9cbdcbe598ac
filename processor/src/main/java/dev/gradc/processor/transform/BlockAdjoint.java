package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;

/** Reverses a block: its statements from the last to the first. */
final class BlockAdjoint {

  private final Setting setting;
  private final AdjointVariables adjoints;

  BlockAdjoint(Setting setting) {
    this.setting = setting;
    this.adjoints = setting.adjoints();
  }

  /**
   * Both directions of a block.
   *
   * @param declarations of the adjoints of the block's own scalars, zero at first, and of rows of
   *     the gradient's arrays
   * @param reversed the statements that carry adjoints back
   */
  record Regions(Block forward, List<Statement> declarations, List<Statement> reversed) {

    /** The whole backward block; empty if nothing is carried back. */
    Block backward() {
      if (reversed.isEmpty()) {
        return Block.EMPTY;
      }
      List<Statement> statements = new ArrayList<>(declarations);
      statements.addAll(reversed);
      return new Block(statements);
    }
  }

  Regions reverse(Block block) {
    List<Statement> forward = new ArrayList<>();
    List<Statement> declarations = new ArrayList<>();
    List<List<Statement>> fragments = new ArrayList<>();
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).stream()
          .filter(this::isActiveScalar)
          .forEach(
              variable -> AdjointVariables.declareZero(adjoints.scalar(variable), declarations));
      List<Statement> fragment = new ArrayList<>();
      statement.accept(new StatementAdjoint(setting, this, forward, declarations, fragment));
      fragments.add(fragment);
    }
    List<Statement> reversed = new ArrayList<>();
    for (int i = fragments.size() - 1; i >= 0; i--) {
      reversed.addAll(fragments.get(i));
    }
    return new Regions(new Block(forward), declarations, reversed);
  }

  private boolean isActiveScalar(Variable variable) {
    return adjoints.isActive(variable) && !(variable.type() instanceof ArrayType);
  }
}
