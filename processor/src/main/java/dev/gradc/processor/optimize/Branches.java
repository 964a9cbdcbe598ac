package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link Pass#BRANCHES}. */
final class Branches {

  /** The block with one branch in place of two neighbours on the same condition. */
  Block run(Block block) {
    List<Statement> statements = new ArrayList<>();
    boolean isChanged = false;
    for (Statement given : block.statements()) {
      Statement statement = Rewriting.around(given, inner(given));
      int before = statement instanceof Statement.If next ? partner(next, statements, block) : -1;
      if (before >= 0) {
        join(before, (Statement.If) statement, statements);
      } else {
        statements.add(statement);
      }
      isChanged |= before >= 0 || statement != given;
    }
    return isChanged ? new Block(statements) : block;
  }

  private Block[] inner(Statement statement) {
    if (statement instanceof Statement.WhileLoop loop) {
      // The condition, and the body, may mention what the header defines.
      return new Block[] {loop.header(), run(loop.body())};
    }
    return statement.blocks().stream().map(this::run).toArray(Block[]::new);
  }

  private static void count(Block block, Map<Variable, Integer> mentions) {
    for (Statement statement : block.statements()) {
      for (Atom atom : Mentions.in(statement)) {
        if (atom instanceof Variable variable) {
          mentions.merge(variable, 1, Integer::sum);
        }
      }
      statement.blocks().forEach(inner -> count(inner, mentions));
    }
  }

  /** Where the last branch is, if it has the same condition, and nothing needs it since; or -1. */
  private static int partner(Statement.If next, List<Statement> statements, Block block) {
    boolean isFixed = next.condition() instanceof Variable condition && !condition.isMutable();
    List<Variable> snapshots = new ArrayList<>();
    for (int i = statements.size() - 1; isFixed && i >= 0; i--) {
      Statement statement = statements.get(i);
      if (statement instanceof Statement.If before) {
        Block since = new Block(statements.subList(i + 1, statements.size()));
        boolean isPartner =
            before.condition().equals(next.condition())
                && areApart(before.then(), next.then())
                && areApart(before.otherwise(), next.otherwise())
                && areApart(before.then(), since)
                && areApart(before.otherwise(), since)
                && areOnlyIn(next.otherwise(), snapshots, block);
        return isPartner ? i : -1;
      }
      if (isSnapshot(statement)) {
        snapshots.add(((Statement.Assign) statement).target());
      } else if (!isCopy(statement)) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether a branch alone mentions the variables, which are defined before it. */
  private static boolean areOnlyIn(Block branch, List<Variable> variables, Block block) {
    if (variables.isEmpty()) {
      return true;
    }
    Map<Variable, Integer> mentions = new HashMap<>();
    count(block, mentions);
    Map<Variable, Integer> within = new HashMap<>();
    count(branch, within);
    return variables.stream().allMatch(it -> within.getOrDefault(it, 0).equals(mentions.get(it)));
  }

  /** Whether no name stands for two variables, as it may in two branches. */
  private static boolean areApart(Block first, Block second) {
    return Collections.disjoint(DefinedVariables.in(first), DefinedVariables.in(second));
  }

  /** Whether a statement may as well run before a branch. */
  private static boolean isCopy(Statement statement) {
    return statement instanceof Statement.Declare
        || (statement instanceof Statement.Assign assign
            && !assign.target().isMutable()
            && assign.operation() instanceof Operation.Copy copy
            && !isMutable(copy.value()));
  }

  /** Whether it notes what a variable holds, that the branch before may have changed. */
  private static boolean isSnapshot(Statement statement) {
    return statement instanceof Statement.Assign assign
        && !assign.target().isMutable()
        && assign.operation() instanceof Operation.Copy copy
        && isMutable(copy.value());
  }

  private static boolean isMutable(Atom atom) {
    return atom instanceof Variable variable && variable.isMutable();
  }

  private static void join(int place, Statement.If second, List<Statement> statements) {
    List<Statement> since = List.copyOf(statements.subList(place + 1, statements.size()));
    Statement.If first = (Statement.If) statements.get(place);
    statements.subList(place, statements.size()).clear();
    since.stream().filter(it -> !isSnapshot(it)).forEach(statements::add);
    List<Statement> snapshots = since.stream().filter(Branches::isSnapshot).toList();
    statements.add(
        new Statement.If(
            first.condition(),
            joined(first.then(), List.of(), second.then()),
            joined(first.otherwise(), snapshots, second.otherwise()),
            first.origin()));
  }

  private static Block joined(Block first, List<Statement> between, Block second) {
    List<Statement> statements = new ArrayList<>(first.statements());
    statements.addAll(between);
    statements.addAll(second.statements());
    return new Block(statements);
  }
}
