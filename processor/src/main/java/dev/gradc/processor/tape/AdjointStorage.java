package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
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
  private final List<Variable> storage = new ArrayList<>();

  AdjointStorage(FreshNames names, Map<String, LoopPosition> positions, Reservations reservations) {
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
          && assign.operation() instanceof Operation.NewArray array
          && array.purpose() == Purpose.ADJOINT) {
        place(assign, array, loop, statements);
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

  private void place(
      Statement.Assign assign,
      Operation.NewArray array,
      Optional<String> loop,
      List<Statement> statements) {
    Variable adjoint = assign.target();
    Origin origin = assign.origin();
    if (loop.isEmpty()) {
      Variable store = fresh(adjoint, adjoint.type());
      statements.add(new Statement.Reserve(store, array.length(), origin));
      statements.add(new Statement.Assign(adjoint, new Operation.Copy(store), origin));
      return;
    }
    LoopPosition position = positions.get(loop.get());
    if (position == null) {
      // The loop has no reverse, so nobody will ever read this adjoint.
      statements.add(assign);
      return;
    }
    Variable rows = fresh(adjoint, new ArrayType(adjoint.type()));
    reservations.reserve(rows, position, origin, statements);
    statements.add(new Statement.ReserveRow(rows, position.position(), array.length(), origin));
    statements.add(
        new Statement.Assign(adjoint, new Operation.Load(rows, position.position()), origin));
  }

  private Variable fresh(Variable adjoint, Type type) {
    Variable store = names.fresh(adjoint.name() + "Storage", type, Role.MUTABLE);
    storage.add(store);
    return store;
  }
}
