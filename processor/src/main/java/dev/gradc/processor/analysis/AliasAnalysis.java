package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the classes of array variables that copies connect (Steensgaard's unification, which for
 * copies alone is a union-find), without regard to the order of statements.
 */
public final class AliasAnalysis {

  private final Map<Variable, Variable> parents = new LinkedHashMap<>();
  private final Set<Variable> stored = new LinkedHashSet<>();

  /** The classes of the function's array variables. */
  public ArrayOrigins analyze(Function function) {
    function.parameters().forEach(parameter -> note(parameter.variable()));
    visit(function.body());
    Map<Variable, Variable> representatives = new LinkedHashMap<>();
    Set<Variable> written = new LinkedHashSet<>();
    Set<Variable> seen = new LinkedHashSet<>();
    Set<Variable> shared = new LinkedHashSet<>();
    for (Variable variable : parents.keySet()) {
      Variable representative = find(variable);
      representatives.put(variable, representative);
      if (!seen.add(representative)) {
        shared.add(representative);
      }
    }
    stored.forEach(variable -> written.add(find(variable)));
    return new ArrayOrigins(representatives, written, shared);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Declare declare) {
        note(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        visit(assign);
      } else if (statement instanceof Statement.Store store) {
        note(store.array());
        stored.add(store.array());
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        note(accumulate.array());
        stored.add(accumulate.array());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void visit(Statement.Assign assign) {
    note(assign.target());
    if (assign.target().type() instanceof ArrayType
        && assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable source) {
      note(source);
      parents.put(find(assign.target()), find(source));
    }
  }

  private void note(Variable variable) {
    if (variable.type() instanceof ArrayType) {
      parents.putIfAbsent(variable, variable);
    }
  }

  private Variable find(Variable variable) {
    Variable root = variable;
    while (!parents.get(root).equals(root)) {
      root = parents.get(root);
    }
    Variable step = variable;
    while (!step.equals(root)) {
      Variable next = parents.get(step);
      parents.put(step, root);
      step = next;
    }
    return root;
  }
}
