package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the uses of detached array aliases for which there is no right derivative: an array that is
 * written through its detached alias while derivatives flow through the array itself, and a
 * variable that stands for the array now detached, now not.
 */
public final class DetachCheck {

  private final ArrayOrigins arrays;
  private final Activity activity;
  private final Set<Origin> misuses = new LinkedHashSet<>();

  public DetachCheck(ArrayOrigins arrays, Activity activity) {
    this.arrays = arrays;
    this.activity = activity;
  }

  /** The statements that detach an array which is then misused so, in order. */
  public Set<Origin> misuses(Function function) {
    Set<Variable> stored = new LinkedHashSet<>();
    collectStores(function.body(), stored);
    visit(function.body(), stored);
    return misuses;
  }

  private void visit(Block block, Set<Variable> stored) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.DetachArray detach
          && isMisused(assign.target(), detach.array(), stored)) {
        misuses.add(statement.origin());
      }
      statement.blocks().forEach(inner -> visit(inner, stored));
    }
  }

  private boolean isMisused(Variable alias, Variable array, Set<Variable> stored) {
    List<Variable> flows = arrays.flowsOf(alias);
    boolean isStored = !Collections.disjoint(flows, stored);
    if (!activity.isActive(array)) {
      // A work array takes what is written there; a row beside active ones would be one of them.
      return activity.isActive(alias) && !isStored;
    }
    // What stands for both has the numbers of both, which are active then.
    return activity.isActive(alias) || isStored;
  }

  private void collectStores(Block block, Set<Variable> stored) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Store store) {
        stored.add(arrays.flowsOf(store.array()).get(0));
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        stored.add(arrays.flowsOf(accumulate.array()).get(0));
      } else if (statement instanceof Statement.Invoke invoke && !invoke.member().isOpaque()) {
        for (int position : invoke.member().effects().written()) {
          stored.addAll(arrays.flowsOf((Variable) invoke.arguments().get(position)));
        }
      }
      statement.blocks().forEach(inner -> collectStores(inner, stored));
    }
  }
}
