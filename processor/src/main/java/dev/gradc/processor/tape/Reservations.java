package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes room for slot arrays: before a counted loop for all iterations, else as the loop goes. */
final class Reservations {

  private final Map<String, List<Statement>> beforeLoops = new LinkedHashMap<>();

  /**
   * Sees to it that the slot has room.
   *
   * @param here where the caller is about to write the slot
   */
  void reserve(Variable slot, LoopPosition position, Origin origin, List<Statement> here) {
    Statement reserve = new Statement.Reserve(slot, position.size(), origin);
    if (position.reserveBefore().isPresent()) {
      beforeLoops
          .computeIfAbsent(position.reserveBefore().get(), label -> new ArrayList<>())
          .add(reserve);
    } else {
      here.add(reserve);
    }
  }

  /** The region with all room made. */
  Block insert(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop) {
        statements.addAll(beforeLoops.getOrDefault(loop.label(), List.of()));
      }
      statements.add(statement.withBlocks(statement.blocks().stream().map(this::insert).toList()));
    }
    return new Block(statements);
  }
}
