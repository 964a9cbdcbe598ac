package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the variables that stand for the array of one parameter or for a part of it, where nobody
 * writes that array or any part, nor puts one into another array, and nothing else can stand for
 * them: each is defined once, so wherever it is in scope it can be had again from the parameter.
 */
public final class ParameterViews {

  private final ArrayOrigins arrays;
  private final Map<Variable, Variable> roots = new LinkedHashMap<>();
  private final Set<Variable> variables = new LinkedHashSet<>();
  private final Set<Variable> escaped = new LinkedHashSet<>();

  public ParameterViews(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** For each such variable, the parameter itself among them, its parameter. */
  public Map<Variable, Variable> find(Collection<Variable> parameters, Block body) {
    for (Variable parameter : parameters) {
      if (parameter.type() instanceof ArrayType) {
        roots.put(parameter, parameter);
        variables.add(parameter);
      }
    }
    visit(body);
    Map<Variable, Variable> views = new LinkedHashMap<>();
    roots.forEach(
        (variable, root) -> {
          if (isReadOnly(root)) {
            views.put(variable, root);
          }
        });
    return views;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        if (assign.target().type() instanceof ArrayType) {
          variables.add(assign.target());
        }
        visit(assign);
      } else if (statement instanceof Statement.Store store && roots.containsKey(store.value())) {
        escaped.add(roots.get(store.value()));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void visit(Statement.Assign assign) {
    if (assign.target().role() != Role.SINGLE || !(assign.target().type() instanceof ArrayType)) {
      return;
    }
    Variable source = null;
    if (assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable variable) {
      source = variable;
    } else if (assign.operation() instanceof Operation.Load load) {
      source = load.array();
    } else if (assign.operation() instanceof Operation.DetachArray detach) {
      source = detach.array();
    }
    if (source != null && roots.containsKey(source)) {
      roots.put(assign.target(), roots.get(source));
    }
  }

  private boolean isReadOnly(Variable parameter) {
    if (escaped.contains(parameter) || arrays.mayChangeWithin(parameter)) {
      return false;
    }
    Set<Variable> classes = Set.copyOf(arrays.classesOf(parameter));
    return variables.stream()
        .filter(variable -> classes.contains(arrays.classOf(variable)))
        .allMatch(variable -> parameter.equals(roots.get(variable)));
  }
}
