package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which variables of a backward region hold adjoints, or what is computed from them. */
final class AdjointValues {

  private final ArrayOrigins arrays;
  private final Set<Variable> roots = new LinkedHashSet<>();
  private final Map<Variable, Set<Variable>> successors = new LinkedHashMap<>();

  AdjointValues(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /**
   * The variables; of arrays the class of the contents.
   *
   * @param seeds the cotangents at the region's beginning
   */
  Set<Variable> find(Block backward, Collection<Variable> seeds) {
    seeds.forEach(seed -> roots.add(node(seed)));
    visit(backward);
    Set<Variable> found = new LinkedHashSet<>(roots);
    Deque<Variable> work = new ArrayDeque<>(roots);
    while (!work.isEmpty()) {
      for (Variable next : successors.getOrDefault(work.remove(), Set.of())) {
        if (found.add(next)) {
          work.add(next);
        }
      }
    }
    return found;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Declare declare) {
        root(declare.variable());
      } else if (statement instanceof Statement.Accumulate accumulate) {
        root(accumulate.target());
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        root(accumulate.array());
      } else if (statement instanceof Statement.Assign assign) {
        assign(assign);
      } else if (statement instanceof Statement.Store store) {
        edge(store.value(), store.array());
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke(invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /** What is declared here, and what is accumulated, is an adjoint. */
  private void root(Variable variable) {
    if (variable.type().isDifferentiable()) {
      roots.add(node(variable));
    }
  }

  private void assign(Statement.Assign assign) {
    Operation operation = assign.operation();
    if (operation instanceof Operation.Copy || operation instanceof Operation.Apply) {
      operation.arguments().forEach(argument -> edge(argument, assign.target()));
    } else if (operation instanceof Operation.Load load) {
      edge(load.array(), assign.target());
    }
  }

  private void invoke(Statement.Invoke invoke) {
    if (invoke.member().cotangents().isEmpty()) {
      invoke
          .targets()
          .forEach(
              target -> {
                invoke.arguments().forEach(argument -> edge(argument, target));
                fills(target, invoke);
              });
      return;
    }
    // Before the cotangents come the arguments of the member itself.
    int first = invoke.member().cotangents().stream().mapToInt(it -> it).min().orElseThrow();
    List<Atom> filled = invoke.arguments().subList(first, invoke.arguments().size());
    for (int position : invoke.member().cotangents()) {
      Atom cotangent = invoke.arguments().get(position);
      invoke.targets().forEach(target -> edge(cotangent, target));
      filled.stream()
          .filter(AdjointValues::isFilled)
          .forEach(argument -> edge(cotangent, (Variable) argument));
    }
  }

  /** An object that a pullback puts a gradient into, or an array that it adds one to. */
  private static boolean isFilled(Atom argument) {
    return argument instanceof Variable
        && (argument.type() instanceof ArrayType
            || (argument.type() instanceof ObjectType && !argument.type().isDifferentiable()));
  }

  /** A pullback that fills the object adds to the arrays that the object was made for. */
  private void fills(Variable object, Statement.Invoke maker) {
    if (object.type() instanceof ObjectType && !object.type().isDifferentiable()) {
      maker.arguments().stream()
          .filter(argument -> argument.type() instanceof ArrayType)
          .forEach(array -> edge(object, (Variable) array));
    }
  }

  private void edge(Atom from, Variable to) {
    if (from instanceof Variable variable && canHold(variable) && canHold(to)) {
      successors.computeIfAbsent(node(variable), key -> new LinkedHashSet<>()).add(node(to));
    }
  }

  private static boolean canHold(Variable variable) {
    return variable.type().isDifferentiable() || variable.type() instanceof ObjectType;
  }

  private Variable node(Variable variable) {
    return variable.type() instanceof ArrayType ? arrays.contentsOf(variable) : variable;
  }
}
