package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.rules.Rule;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Activity without regard to the order of statements: variables are nodes, an operation with a
 * partial derivative that is not structurally zero is an edge from argument to target, and the
 * active variables are those on a path from an active parameter to the result. Linear in the size
 * of the function.
 */
public final class ActivityAnalysis {

  private final Rules rules;
  private final ArrayOrigins arrays;
  private final Map<Variable, Set<Variable>> successors = new LinkedHashMap<>();
  private final Map<Variable, Set<Variable>> predecessors = new LinkedHashMap<>();
  private final Set<Variable> variables = new LinkedHashSet<>();

  public ActivityAnalysis(Rules rules, ArrayOrigins arrays) {
    this.rules = rules;
    this.arrays = arrays;
  }

  /** The active variables of a function without calls. */
  public Activity analyze(Function function) {
    Set<Variable> inputs = new LinkedHashSet<>();
    for (Function.Parameter parameter : function.parameters()) {
      variables.add(parameter.variable());
      if (parameter.isActive()) {
        inputs.add(node(parameter.variable()));
      }
    }
    visit(function.body());
    Set<Variable> outputs = new LinkedHashSet<>();
    function.results().forEach(result -> addIfVariable(outputs, result));
    Set<Variable> varied = reachable(inputs, successors);
    Set<Variable> useful = reachable(outputs, predecessors);
    Set<Variable> active = new LinkedHashSet<>();
    Set<Variable> dependent = new LinkedHashSet<>();
    for (Variable variable : variables) {
      Variable node = node(variable);
      if (variable.type().isDifferentiable() && varied.contains(node)) {
        dependent.add(variable);
        if (useful.contains(node)) {
          active.add(variable);
        }
      }
    }
    return new Activity(active, dependent);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Declare declare) {
        variables.add(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        variables.add(assign.target());
        visit(assign);
      } else if (statement instanceof Statement.Store store) {
        edge(store.value(), store.array());
      } else if (statement instanceof Statement.Accumulate accumulate) {
        edge(accumulate.value(), accumulate.target());
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        edge(accumulate.value(), accumulate.array());
      } else if (statement instanceof Statement.Invoke invoke) {
        visit(invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void visit(Statement.Assign assign) {
    Variable target = assign.target();
    if (assign.operation() instanceof Operation.Copy copy) {
      edge(copy.value(), target);
    } else if (assign.operation() instanceof Operation.Load load) {
      edge(load.array(), target);
    } else if (assign.operation() instanceof Operation.Apply apply) {
      List<Partial> partials = rules.find(apply.operator()).map(Rule::partials).orElse(List.of());
      for (int i = 0; i < partials.size(); i++) {
        if (partials.get(i) instanceof Partial.Linear) {
          edge(apply.arguments().get(i), target);
        }
      }
    }
  }

  private void visit(Statement.Invoke invoke) {
    variables.addAll(invoke.targets());
    invoke.member().pullback().ifPresent(pullback -> visit(invoke, pullback));
  }

  private void visit(Statement.Invoke invoke, Member.Pullback pullback) {
    for (int i = 0; i < invoke.arguments().size(); i++) {
      for (int j = 0; j < invoke.targets().size(); j++) {
        if (pullback.isActive(i) && invoke.member().results().get(j).isActive()) {
          edge(invoke.arguments().get(i), invoke.targets().get(j));
        }
      }
      for (int position : invoke.member().inPlace()) {
        if (pullback.isActive(i)) {
          edge(invoke.arguments().get(i), (Variable) invoke.arguments().get(position));
        }
      }
    }
  }

  private void edge(Atom from, Variable to) {
    if (from instanceof Variable variable
        && variable.type().isDifferentiable()
        && to.type().isDifferentiable()) {
      successors.computeIfAbsent(node(variable), key -> new LinkedHashSet<>()).add(node(to));
      predecessors.computeIfAbsent(node(to), key -> new LinkedHashSet<>()).add(node(variable));
    }
  }

  private void addIfVariable(Set<Variable> nodes, Atom atom) {
    if (atom instanceof Variable variable) {
      nodes.add(node(variable));
    }
  }

  private Variable node(Variable variable) {
    return variable.type() instanceof ArrayType ? arrays.contentsOf(variable) : variable;
  }

  private static Set<Variable> reachable(Set<Variable> starts, Map<Variable, Set<Variable>> edges) {
    Set<Variable> seen = new LinkedHashSet<>(starts);
    Deque<Variable> work = new ArrayDeque<>(starts);
    while (!work.isEmpty()) {
      for (Variable next : edges.getOrDefault(work.remove(), Set.of())) {
        if (seen.add(next)) {
          work.add(next);
        }
      }
    }
    return seen;
  }
}
