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

  private final UnionFind memory = new UnionFind();
  private final UnionFind flows = new UnionFind();
  private final Set<Variable> stored = new LinkedHashSet<>();

  /** The classes of the function's array variables. */
  public ArrayOrigins analyze(Function function) {
    function.parameters().forEach(parameter -> note(parameter.variable()));
    visit(function.body());
    Map<Variable, Variable> representatives = memory.representatives();
    Set<Variable> written = new LinkedHashSet<>();
    stored.forEach(variable -> written.add(representatives.get(variable)));
    Set<Variable> seen = new LinkedHashSet<>();
    Set<Variable> shared = new LinkedHashSet<>();
    for (Variable representative : representatives.values()) {
      if (!seen.add(representative)) {
        shared.add(representative);
      }
    }
    return new ArrayOrigins(representatives, flows.representatives(), written, shared);
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
    if (!(assign.target().type() instanceof ArrayType)) {
      return;
    }
    if (assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable source) {
      note(source);
      memory.union(assign.target(), source);
      flows.union(assign.target(), source);
    } else if (assign.operation() instanceof Operation.DetachArray detach) {
      note(detach.array());
      memory.union(assign.target(), detach.array());
    }
  }

  private void note(Variable variable) {
    if (variable.type() instanceof ArrayType) {
      memory.add(variable);
      flows.add(variable);
    }
  }

  /** Disjoint sets with path compression. */
  private static final class UnionFind {
    private final Map<Variable, Variable> parents = new LinkedHashMap<>();

    void add(Variable variable) {
      parents.putIfAbsent(variable, variable);
    }

    void union(Variable one, Variable other) {
      parents.put(find(one), find(other));
    }

    Map<Variable, Variable> representatives() {
      Map<Variable, Variable> representatives = new LinkedHashMap<>();
      parents.keySet().forEach(variable -> representatives.put(variable, find(variable)));
      return representatives;
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
}
