package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which variables of a forward region may stand for tensors with the same numbers: copies, what is
 * detached, and elements of the arrays that they are kept in.
 */
public final class TensorAliases {

  private final Map<Variable, Variable> parents = new HashMap<>();
  private final Map<Variable, Set<Variable>> successors = new HashMap<>();

  public TensorAliases(Block forward) {
    visit(forward);
  }

  /** Those of some tensors whose numbers one of the variables may stand for. */
  public Set<Variable> among(Collection<Variable> tensors, Collection<Variable> read) {
    Set<Variable> classes = new LinkedHashSet<>();
    read.stream().filter(TensorAliases::mayHoldTensors).forEach(it -> classes.add(find(it)));
    Set<Variable> found = new LinkedHashSet<>();
    tensors.stream().filter(it -> classes.contains(find(it))).forEach(found::add);
    return found;
  }

  /** All that may stand for one of some tensors, or hold one: they themselves too. */
  public Set<Variable> standingFor(Collection<Variable> tensors) {
    Set<Variable> found = new LinkedHashSet<>(tensors);
    Deque<Variable> work = new ArrayDeque<>(tensors);
    while (!work.isEmpty()) {
      for (Variable next : successors.getOrDefault(work.remove(), Set.of())) {
        if (found.add(next)) {
          work.add(next);
        }
      }
    }
    return found;
  }

  /** Whether it is a tensor, or an array of tensors of any rank. */
  public static boolean holdsTensors(Variable variable) {
    Type type = variable.type();
    return (type instanceof ArrayType array ? array.innermost() : type).equals(ObjectType.TENSOR);
  }

  /** Whether it is asked anywhere if two tensors are one object; a copy of none is none. */
  public static boolean areCompared(Block block) {
    Set<Atom> none = new HashSet<>();
    collectNone(block, none);
    return block.contains(
        it ->
            it instanceof Statement.Assign assign
                && assign.operation() instanceof Operation.Inspect inspect
                && inspect.aspect() == Operation.Inspect.Aspect.SAME
                && inspect.objects().stream().allMatch(TensorAliases::mayBeTensor)
                && inspect.objects().stream().noneMatch(none::contains));
  }

  private static void collectNone(Block block, Set<Atom> none) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.target().role() == Variable.Role.SINGLE
          && assign.operation() instanceof Operation.Inspect inspect
          && inspect.aspect() == Operation.Inspect.Aspect.NULL) {
        none.add(assign.target());
      }
      statement.blocks().forEach(it -> collectNone(it, none));
    }
  }

  /** Whether a variable may be a tensor. */
  private static boolean mayBeTensor(Atom atom) {
    return atom instanceof Variable && mayBeTensor(atom.type());
  }

  /** Whether a variable may be a tensor, or an array of any rank that may hold one. */
  static boolean mayHoldTensors(Variable variable) {
    return mayBeTensor(
        variable.type() instanceof ArrayType array ? array.innermost() : variable.type());
  }

  /** Tensors are of a final class that implements nothing. */
  private static boolean mayBeTensor(Type type) {
    return type.equals(ObjectType.TENSOR) || type.equals(ObjectType.OBJECT);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && mayHoldTensors(assign.target())) {
        unite(assign.target(), assign.operation().arguments());
      } else if (statement instanceof Statement.Store store && mayHoldTensors(store.array())) {
        unite(store.array(), List.of(store.value()));
      } else if (statement instanceof Statement.Invoke invoke && isSame(invoke)) {
        unite(invoke.targets().get(0), invoke.arguments());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private static boolean isSame(Statement.Invoke invoke) {
    return isDetach(invoke)
        || (invoke.member().kind() == Member.Kind.CAST && mayHoldTensors(invoke.targets().get(0)));
  }

  /** Whether the call gives a tensor of the same numbers as a constant. */
  static boolean isDetach(Statement.Invoke invoke) {
    return invoke.member().owner().equals(ObjectType.TENSOR.name())
        && invoke.member().name().equals("detach");
  }

  private void unite(Variable one, List<Atom> others) {
    for (Atom other : others) {
      if (other instanceof Variable variable && mayHoldTensors(variable)) {
        parents.put(find(one), find(variable));
        successors.computeIfAbsent(variable, none -> new LinkedHashSet<>()).add(one);
        if (one.type() instanceof ArrayType && variable.type() instanceof ArrayType) {
          // Two names of one array, or an array and a row of it: what is put into one is in both.
          successors.computeIfAbsent(one, none -> new LinkedHashSet<>()).add(variable);
        }
      }
    }
  }

  private Variable find(Variable variable) {
    Variable root = variable;
    while (!parents.getOrDefault(root, root).equals(root)) {
      root = parents.get(root);
    }
    return root;
  }
}
