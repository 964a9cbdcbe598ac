package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.Collection;
import java.util.HashMap;
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

  public TensorAliases(Block forward) {
    visit(forward);
  }

  /** Those of some tensors whose numbers one of the variables may stand for. */
  public Set<Variable> among(Collection<Variable> tensors, Collection<Variable> read) {
    Set<Variable> classes = new LinkedHashSet<>();
    read.stream().filter(TensorAliases::holdsTensors).forEach(it -> classes.add(find(it)));
    Set<Variable> found = new LinkedHashSet<>();
    tensors.stream().filter(it -> classes.contains(find(it))).forEach(found::add);
    return found;
  }

  static boolean holdsTensors(Variable variable) {
    Type type = variable.type();
    return (type instanceof ArrayType array ? array.innermost() : type).equals(ObjectType.TENSOR);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && holdsTensors(assign.target())) {
        if (!(assign.operation() instanceof Operation.NewArray)) {
          unite(assign.target(), assign.operation().arguments());
        }
      } else if (statement instanceof Statement.Store store && holdsTensors(store.array())) {
        unite(store.array(), List.of(store.value()));
      } else if (statement instanceof Statement.Invoke invoke && isDetach(invoke)) {
        unite(invoke.targets().get(0), invoke.arguments());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private static boolean isDetach(Statement.Invoke invoke) {
    return invoke.member().owner().equals(ObjectType.TENSOR.name())
        && invoke.member().name().equals("detach");
  }

  private void unite(Variable one, List<Atom> others) {
    for (Atom other : others) {
      if (other instanceof Variable variable && holdsTensors(variable)) {
        parents.put(find(one), find(variable));
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
