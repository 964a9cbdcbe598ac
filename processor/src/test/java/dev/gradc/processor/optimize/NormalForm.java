package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The laws of the IR that a pass could break: scopes, single definitions, reads by copies. */
final class NormalForm {

  private final Deque<Set<Variable>> scopes = new ArrayDeque<>();

  /** For each scope the variables of the blocks in it that are over. */
  private final Deque<Set<Variable>> within = new ArrayDeque<>();

  NormalForm(List<Variable> given) {
    scopes.push(new HashSet<>(given));
    within.push(new HashSet<>());
  }

  void check(Block block) {
    check(block, List.of(), List.of());
  }

  private void check(Block block, List<Variable> first, List<Atom> last) {
    scopes.push(new HashSet<>(first));
    within.push(new HashSet<>());
    for (Statement statement : block.statements()) {
      check(statement);
    }
    last.forEach(this::checkVisible);
    Set<Variable> over = within.pop();
    over.addAll(scopes.pop());
    within.element().addAll(over);
  }

  private void check(Statement statement) {
    boolean isWhile = statement instanceof Statement.WhileLoop;
    if (!isWhile) {
      Reads.of(statement).forEach(this::checkVisible);
      checkCopies(statement);
    }
    if (statement instanceof Statement.CountedLoop loop) {
      check(loop.body(), List.of(loop.index()), List.of());
      return;
    }
    if (statement instanceof Statement.WhileLoop loop) {
      check(loop.header(), List.of(), List.of(loop.condition()));
      check(loop.body());
      return;
    }
    statement.blocks().forEach(this::check);
    Target.of(statement).ifPresent(target -> checkTarget(statement, target));
  }

  private void checkTarget(Statement statement, Variable target) {
    require(!Reads.of(statement).contains(target), "is among its own arguments", target);
    boolean defines = statement instanceof Statement.Declare || !target.isMutable();
    if (defines) {
      require(!isVisible(target), "is defined twice", target);
      require(!within.element().contains(target), "is defined within and around", target);
      scopes.element().add(target);
    } else {
      require(isVisible(target), "is changed outside of its scope", target);
    }
  }

  private void checkCopies(Statement statement) {
    List<Atom> mutable = new ArrayList<>(Reads.of(statement));
    mutable.removeIf(atom -> !(atom instanceof Variable variable && variable.isMutable()));
    boolean isSnapshot =
        statement instanceof Statement.Assign assign
            && assign.operation() instanceof Operation.Copy
            && !assign.target().isMutable();
    for (Atom atom : mutable) {
      require(isSnapshot, "is read by something else than a copy", (Variable) atom);
    }
    if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
      require(
          assign.operation() instanceof Operation.Copy,
          "is changed by something else than a copy",
          assign.target());
    }
  }

  private boolean isVisible(Variable variable) {
    return scopes.stream().anyMatch(scope -> scope.contains(variable));
  }

  private void checkVisible(Atom atom) {
    if (atom instanceof Variable variable) {
      require(isVisible(variable), "is not visible where it is read", variable);
    }
  }

  private static void require(boolean holds, String problem, Variable variable) {
    if (!holds) {
      throw new AssertionError("'" + variable + "' " + problem);
    }
  }
}
