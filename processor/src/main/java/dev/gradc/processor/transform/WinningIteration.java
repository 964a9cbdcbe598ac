package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the winner of a loop computes.
 *
 * @param index of the winner, which the statements read
 */
record WinningIteration(Variable index, List<Statement> statements) {

  /**
   * A copy of what an iteration does to set variables.
   *
   * @param changed all variables from outside that the loop changes
   * @param set those that the copy sets, too
   * @param path the statements of an iteration up to where it sets them
   * @return nothing if that depends on what an iteration before has left
   */
  static Optional<WinningIteration> of(
      Statement.CountedLoop loop,
      Set<Variable> changed,
      Set<Variable> set,
      List<Statement> path,
      FreshNames names) {
    Variable index = names.fresh(loop.index().name(), loop.index().type(), Role.SINGLE);
    Map<Variable, Atom> bindings = new HashMap<>();
    path.forEach(it -> FreeVariables.of(it).forEach(free -> bindings.put(free, free)));
    bindings.put(loop.index(), index);
    Renaming copy = new Renaming(names, bindings);
    Set<Variable> unknown = new HashSet<>(changed);
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : path) {
      if (statement instanceof Statement.Assign assign && set.contains(assign.target())) {
        Atom value = assign.operation().arguments().get(0);
        if (unknown.contains(value)) {
          return Optional.empty();
        }
        Atom bound = value instanceof Variable variable ? bindings.get(variable) : value;
        statements.add(
            new Statement.Assign(assign.target(), new Operation.Copy(bound), assign.origin()));
      } else if (isKnown(statement, unknown)) {
        statements.addAll(copy.rename(new Block(List.of(statement))).statements());
      }
    }
    return Optional.of(new WinningIteration(index, statements));
  }

  private static boolean isKnown(Statement statement, Set<Variable> unknown) {
    boolean isKnown = FreeVariables.of(statement).stream().noneMatch(unknown::contains);
    if (!isKnown) {
      Block block = new Block(List.of(statement));
      unknown.addAll(DefinedVariables.in(block));
      unknown.addAll(WinnerSearch.changedOutside(block));
    }
    return isKnown;
  }
}
