package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the adjoint arrays that a forward region makes a place in storage that is kept from call to
 * call: one array, or one for each iteration of the loop around. They are all zeros at first, and
 * the backward region leaves them so.
 */
final class AdjointStorage {

  private final FreshNames names;
  private final Map<String, LoopPosition> positions;
  private final Reservations reservations;
  private final ArrayOrigins arrays;
  private final List<Variable> storage = new ArrayList<>();

  AdjointStorage(
      FreshNames names,
      Map<String, LoopPosition> positions,
      Reservations reservations,
      ArrayOrigins arrays) {
    this.arrays = arrays;
    this.names = names;
    this.positions = positions;
    this.reservations = reservations;
  }

  /** The storage arrays made so far. */
  List<Variable> storage() {
    return storage;
  }

  Block place(Block forward) {
    return visit(forward, Optional.empty());
  }

  private Block visit(Block block, Optional<String> loop) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && AdjointArrays.isMade(assign.operation())) {
        place(assign, loop, statements);
      } else {
        Optional<String> inside = labelOf(statement).or(() -> loop);
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> visit(inner, inside)).toList()));
      }
    }
    return new Block(statements);
  }

  private static Optional<String> labelOf(Statement statement) {
    if (statement instanceof Statement.CountedLoop counted) {
      return Optional.of(counted.label());
    }
    return statement instanceof Statement.WhileLoop endless
        ? Optional.of(endless.label())
        : Optional.empty();
  }

  private void place(Statement.Assign assign, Optional<String> loop, List<Statement> statements) {
    Variable adjoint = assign.target();
    LoopPosition position = loop.map(positions::get).orElse(null);
    boolean isNeverRead = loop.isPresent() && position == null;
    if (arrays.areRowsMoved(adjoint) || isNeverRead) {
      // What other arrays have been put into is of no use to the next call; and of a loop without a
      // reverse nobody will read the adjoints.
      new AdjointRows(names, assign.origin()).allocate(assign, statements);
    } else if (loop.isEmpty()) {
      Variable store = fresh(adjoint, adjoint.type());
      new AdjointRows(names, assign.origin()).keep(assign, store, statements);
    } else {
      Variable rows = fresh(adjoint, new ArrayType(adjoint.type()));
      reservations.reserve(rows, position, assign.origin(), statements);
      new AdjointRows(names, assign.origin()).keep(assign, rows, position.position(), statements);
    }
  }

  private Variable fresh(Variable adjoint, Type type) {
    Variable store = names.fresh(adjoint.name() + "Storage", type, Role.MUTABLE);
    storage.add(store);
    return store;
  }
}
