package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records values in slots, right after they are computed: in loops in an array with the loop's
 * position as index, in a branch outside of loops in a variable of the outermost block.
 */
final class Recording {

  private final FreshNames names;
  private final Definitions definitions;
  private final Map<String, LoopPosition> positions;
  private final Reservations reservations;
  private final Map<Variable, Variable> slots = new LinkedHashMap<>();
  private final List<Variable> storage = new ArrayList<>();
  private final List<Statement> declarations = new ArrayList<>();

  Recording(
      FreshNames names,
      Definitions definitions,
      Map<String, LoopPosition> positions,
      Reservations reservations) {
    this.names = names;
    this.definitions = definitions;
    this.positions = positions;
    this.reservations = reservations;
  }

  /** Slots that are arrays kept from call to call. */
  List<Variable> storage() {
    return storage;
  }

  /** The slot of each recorded variable. */
  Map<Variable, Variable> slots() {
    return slots;
  }

  /**
   * What each slot holds.
   *
   * @param extents of the loops
   */
  Map<Variable, StoreFacts.Recorded> recorded(Map<String, Extent> extents) {
    Map<Variable, StoreFacts.Recorded> recorded = new LinkedHashMap<>();
    slots.forEach(
        (variable, slot) -> {
          List<String> loops = definitions.of(variable).orElseThrow().loops();
          Extent extent = loops.isEmpty() ? Extent.ONE : extents.get(loops.get(loops.size() - 1));
          recorded.put(slot, new StoreFacts.Recorded(variable, extent));
        });
    return recorded;
  }

  /** The forward region with the given values recorded. */
  Block record(Block forward, List<Variable> stored) {
    stored.forEach(this::makeSlot);
    Block body = visit(forward);
    List<Statement> statements = new ArrayList<>(declarations);
    statements.addAll(body.statements());
    return new Block(statements);
  }

  /** How the backward region reads a recorded value. */
  Operation reload(Variable variable) {
    Variable slot = slots.get(variable);
    List<String> loops = definitions.of(variable).orElseThrow().loops();
    if (!loops.isEmpty()) {
      return new Operation.Load(slot, positions.get(loops.get(loops.size() - 1)).position());
    }
    return variable.type() instanceof ArrayType
        ? new Operation.Load(slot, Constant.of(0))
        : new Operation.Copy(slot);
  }

  private void makeSlot(Variable variable) {
    boolean isInLoop = !definitions.of(variable).orElseThrow().loops().isEmpty();
    if (!isInLoop && !(variable.type() instanceof ArrayType)) {
      Type type = variable.type();
      Variable slot = names.fresh(variable.name() + "Slot", type, Role.MUTABLE);
      declarations.add(new Statement.Declare(slot, Origin.NONE));
      declarations.add(
          new Statement.Assign(slot, new Operation.Copy(Constant.zero(type)), Origin.NONE));
      slots.put(variable, slot);
      return;
    }
    // A reference outside of loops takes an array of one, since Java has no other way to leave it
    // without a value on the paths that do not need one.
    Variable slot =
        names.fresh(variable.name() + "Slot", new ArrayType(variable.type()), Role.MUTABLE);
    storage.add(slot);
    slots.put(variable, slot);
  }

  private Block visit(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      statements.add(statement.withBlocks(statement.blocks().stream().map(this::visit).toList()));
      Mentions.definitions(statement).stream()
          .filter(slots::containsKey)
          .forEach(variable -> write(variable, statement.origin(), statements));
    }
    return new Block(statements);
  }

  private void write(Variable variable, Origin origin, List<Statement> statements) {
    Variable slot = slots.get(variable);
    List<String> loops = definitions.of(variable).orElseThrow().loops();
    if (!loops.isEmpty()) {
      LoopPosition position = positions.get(loops.get(loops.size() - 1));
      reservations.reserve(slot, position, origin, statements);
      statements.add(new Statement.Store(slot, position.position(), variable, origin));
    } else if (variable.type() instanceof ArrayType) {
      statements.add(new Statement.Reserve(slot, Constant.of(1), origin));
      statements.add(new Statement.Store(slot, Constant.of(0), variable, origin));
    } else {
      statements.add(new Statement.Assign(slot, new Operation.Copy(variable), origin));
    }
  }
}
