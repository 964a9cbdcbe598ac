package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds where arrays of records are written that the caller has given: the function works on a copy
 * of what they hold, which the caller would not see.
 */
public final class CopiedArrays {

  private final ArrayOrigins arrays;
  private final Set<Variable> copies = new LinkedHashSet<>();
  private final Set<Variable> made = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  public CopiedArrays(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /**
   * What is wrong, in order.
   *
   * @param copied for each parameter how many of its outer dimensions are a copy
   */
  public List<Problem> problems(Function function, List<Integer> copied) {
    for (int i = 0; i < copied.size(); i++) {
      Variable parameter = function.parameters().get(i).variable();
      copies.addAll(arrays.classesOf(parameter).subList(0, copied.get(i)));
    }
    visit(function.body());
    return problems;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray) {
        made.add(assign.target());
      } else if (statement instanceof Statement.Store store) {
        check(store.array(), statement);
      } else if (statement instanceof Statement.AccumulateElement store) {
        check(store.array(), statement);
      } else if (statement instanceof Statement.Invoke invoke && !invoke.member().isOpaque()) {
        invoke.member().effects().written().forEach(position -> check(invoke, position));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void check(Statement.Invoke invoke, int position) {
    Variable array = (Variable) invoke.arguments().get(position);
    List<Variable> classes = arrays.classesOf(array);
    boolean areRowsMoved = invoke.member().effects().moved().contains(position);
    check(classes.get(areRowsMoved ? 0 : classes.size() - 1), invoke);
  }

  private void check(Variable array, Statement statement) {
    // What was just made is no array of the caller's, although it may share a place with one.
    if (!made.contains(array) && copies.contains(arrays.classOf(array))) {
      problems.add(
          Problem.of(DiagnosticCode.RECORD_ARRAY, statement.origin(), statement.origin().text()));
    }
  }
}
