package dev.gradc.processor.derivatives;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a variable of an array of one element that nobody but its own variables can refer to: what
 * is left of an object that does not leave the block it was made in.
 */
final class Cells {

  private final FreshNames names;
  private final Map<Variable, Variable> cells = new LinkedHashMap<>();
  private final Set<Variable> escaping = new LinkedHashSet<>();
  private final Map<Variable, Variable> values = new LinkedHashMap<>();

  private Cells(FreshNames names) {
    this.names = names;
  }

  /** The function with such arrays replaced. */
  static Function replaced(Function function) {
    Cells cells = new Cells(FreshNames.in(function));
    cells.collect(function.body());
    function.results().forEach(cells::escape);
    cells.findEscaping(function.body());
    for (Map.Entry<Variable, Variable> cell : cells.cells.entrySet()) {
      if (cell.getKey().equals(cell.getValue()) && !cells.escaping.contains(cell.getKey())) {
        Type element = ((ArrayType) cell.getKey().type()).element();
        cells.values.put(
            cell.getKey(), cells.names.fresh(cell.getKey().name(), element, Role.MUTABLE));
      }
    }
    return cells.values.isEmpty() ? function : function.with(cells.replaced(function.body()));
  }

  /** For each variable that stands for a cell the one that it was made with. */
  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
        if (assign.operation() instanceof Operation.NewArray made
            && made.purpose() == Purpose.PRIMAL
            && made.lengths().equals(List.of(Constant.of(1)))) {
          cells.put(assign.target(), assign.target());
        } else if (assign.operation() instanceof Operation.Copy copy
            && copy.value() instanceof Variable source
            && cells.containsKey(source)) {
          cells.put(assign.target(), cells.get(source));
        }
      }
      statement.blocks().forEach(this::collect);
    }
  }

  private void escape(Atom atom) {
    if (atom instanceof Variable variable && cells.containsKey(variable)) {
      escaping.add(cells.get(variable));
    }
  }

  private void findEscaping(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Store store && isFirst(store.index())) {
        escape(store.value());
      } else if (statement instanceof Statement.AccumulateElement sum && isFirst(sum.index())) {
        escape(sum.value());
      } else if (!isLoad(statement) && !isAlias(statement)) {
        Mentions.in(statement).forEach(this::escape);
      }
      statement.blocks().forEach(this::findEscaping);
    }
  }

  private static boolean isFirst(Atom index) {
    return index.equals(Constant.of(0));
  }

  private static boolean isLoad(Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Load load
        && isFirst(load.index());
  }

  private boolean isAlias(Statement statement) {
    return statement instanceof Statement.Assign assign
        && !assign.target().isMutable()
        && assign.operation() instanceof Operation.Copy;
  }

  /** What the cell of an array variable is now, if it is one that is replaced. */
  private Variable valueOf(Variable array) {
    return values.get(cells.get(array));
  }

  private Block replaced(Block block) {
    List<Statement> statements = new ArrayList<>();
    block.statements().forEach(statement -> replace(statement, statements));
    return new Block(statements);
  }

  private void replace(Statement statement, List<Statement> into) {
    Origin origin = statement.origin();
    if (statement instanceof Statement.Assign assign && valueOf(assign.target()) != null) {
      if (assign.operation() instanceof Operation.NewArray) {
        declare(valueOf(assign.target()), origin, into);
      }
    } else if (statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Load load
        && valueOf(load.array()) != null) {
      into.add(
          new Statement.Assign(assign.target(), new Operation.Copy(valueOf(load.array())), origin));
    } else if (statement instanceof Statement.Store store && valueOf(store.array()) != null) {
      Operation value = new Operation.Copy(store.value());
      into.add(new Statement.Assign(valueOf(store.array()), value, origin));
    } else if (statement instanceof Statement.AccumulateElement sum
        && valueOf(sum.array()) != null) {
      into.add(new Statement.Accumulate(valueOf(sum.array()), sum.value(), origin));
    } else {
      into.add(statement.withBlocks(statement.blocks().stream().map(this::replaced).toList()));
    }
  }

  private void declare(Variable value, Origin origin, List<Statement> into) {
    into.add(new Statement.Declare(value, origin));
    Atom first;
    if (value.type() instanceof Scalar scalar) {
      first = Constant.zero(scalar);
    } else {
      Operation none =
          value.type() instanceof ArrayType array
              ? new Operation.NewArray(array.element(), Constant.of(0), Purpose.PRIMAL)
              : new Operation.Inspect(Aspect.NULL, List.of(), "", "", (ObjectType) value.type());
      Variable nothing = names.fresh(value.name(), value.type(), Role.SINGLE);
      into.add(new Statement.Assign(nothing, none, origin));
      first = nothing;
    }
    into.add(new Statement.Assign(value, new Operation.Copy(first), origin));
  }
}
