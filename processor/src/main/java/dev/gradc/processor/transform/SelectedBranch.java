package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes {@code m = condition ? candidate : m} in a loop as {@code if (condition) m = candidate},
 * if that is all that sets the variable.
 */
final class SelectedBranch {

  private final List<Statement> body;
  private final Variable variable;

  SelectedBranch(List<Statement> body, Variable variable) {
    this.body = body;
    this.variable = variable;
  }

  /** The statements of the loop with a branch. */
  Optional<Block> write() {
    Set<Variable> previous = new HashSet<>();
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Statement.Assign assign && isCopyOf(assign, variable)) {
        previous.add(assign.target());
      } else if (body.get(i) instanceof Statement.If branch) {
        Optional<Selection> selection = selection(branch, previous);
        if (selection.isPresent()) {
          return withoutSelection(i, branch, selection.get());
        }
      }
    }
    return Optional.empty();
  }

  /** A choice between the variable as it was and another value. */
  private record Selection(Statement.Assign chosen, Statement.Assign kept) {}

  private static Optional<Selection> selection(Statement.If branch, Set<Variable> previous) {
    for (int side = 0; side < 2; side++) {
      for (Statement one : branch.blocks().get(side).statements()) {
        for (Statement other : branch.blocks().get(1 - side).statements()) {
          if (one instanceof Statement.Assign chosen
              && other instanceof Statement.Assign kept
              && chosen.target().isMutable()
              && chosen.target().equals(kept.target())
              && previous.stream().anyMatch(it -> isCopyOf(kept, it))) {
            return Optional.of(new Selection(chosen, kept));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The branch sets the variable itself. */
  private Optional<Block> withoutSelection(int position, Statement.If branch, Selection selection) {
    Variable selected = selection.chosen().target();
    List<Statement> statements = new ArrayList<>();
    Set<Variable> gone = new HashSet<>(Set.of(selected));
    for (int i = 0; i < body.size(); i++) {
      Statement statement = body.get(i);
      if (i == position) {
        statements.add(branch.withBlocks(blocks(branch, selection)));
      } else if (statement instanceof Statement.Assign copy
          && !copy.target().isMutable()
          && isCopyOf(copy, selected)) {
        gone.add(copy.target());
      } else if (!statement.equals(new Statement.Declare(selected, statement.origin()))
          && !(statement instanceof Statement.Assign sets
              && sets.target().equals(variable)
              && gone.stream().anyMatch(it -> isCopyOf(sets, it)))) {
        statements.add(statement);
        if (i > position && FreeVariables.of(statement).contains(variable)) {
          return Optional.empty();
        }
      }
    }
    Block without = new Block(statements);
    return FreeVariables.of(without).stream().anyMatch(gone::contains)
        ? Optional.empty()
        : Optional.of(without);
  }

  private List<Block> blocks(Statement.If branch, Selection selection) {
    List<Block> blocks = new ArrayList<>();
    for (Block block : branch.blocks()) {
      List<Statement> statements = new ArrayList<>();
      for (Statement statement : block.statements()) {
        if (statement == selection.chosen()) {
          statements.add(
              new Statement.Assign(variable, selection.chosen().operation(), statement.origin()));
        } else if (statement != selection.kept()) {
          statements.add(statement);
        }
      }
      blocks.add(new Block(statements));
    }
    return blocks;
  }

  private static boolean isCopyOf(Statement.Assign assign, Variable variable) {
    return assign.operation().equals(new Operation.Copy(variable));
  }
}
