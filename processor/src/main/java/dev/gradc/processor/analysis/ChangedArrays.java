package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which arrays a part of a function changes that were there before it: a store through a variable
 * that is defined in it by making an array is no such change.
 */
public final class ChangedArrays {

  private final ArrayOrigins arrays;
  private final Set<Variable> made = new LinkedHashSet<>();
  private final Set<Variable> assigned = new LinkedHashSet<>();
  private final Set<Variable> inside = new LinkedHashSet<>();
  private final Map<Variable, Variable> sources = new LinkedHashMap<>();

  /** Classes with a store. */
  private final Set<Variable> changed = new LinkedHashSet<>();

  /** Classes with a store through a variable of which it is not known what it stands for. */
  private final Set<Variable> open = new LinkedHashSet<>();

  /** Variables of the outside through which, or through a row of which, something is stored. */
  private final Set<Variable> roots = new LinkedHashSet<>();

  private final Set<Variable> rearranged = new LinkedHashSet<>();

  private ChangedArrays(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** Of one block. */
  public static ChangedArrays in(Block block, ArrayOrigins arrays) {
    ChangedArrays found = new ChangedArrays(arrays);
    found.collect(block);
    found.visit(block);
    return found;
  }

  /**
   * Whether the array that a variable of the outside stands for, or one that it holds, is changed
   * under that name; or perhaps under it, where names change what they stand for.
   */
  public boolean contains(Variable array) {
    return roots.contains(array) || !Collections.disjoint(arrays.classesOf(array), open);
  }

  /** Whether other arrays may be put into the array, or into one that it holds. */
  public boolean areRowsMoved(Variable array) {
    return !Collections.disjoint(arrays.classesOf(array), rearranged);
  }

  /** Whether two arrays may be one, or hold or be parts of one, that is changed. */
  public boolean meet(Variable one, Variable other) {
    return arrays.classesOf(one).stream()
        .anyMatch(it -> changed.contains(it) && arrays.classesOf(other).contains(it));
  }

  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.target().type() instanceof ArrayType) {
        collect(assign);
      }
      inside.addAll(Mentions.definitions(statement));
      statement.blocks().forEach(this::collect);
    }
  }

  private void collect(Statement.Assign assign) {
    if (assign.target().isMutable()) {
      assigned.add(assign.target());
    } else if (assign.operation() instanceof Operation.NewArray) {
      made.add(assign.target());
    } else if (assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable source) {
      sources.put(assign.target(), source);
    } else if (assign.operation() instanceof Operation.Load load) {
      sources.put(assign.target(), load.array());
    } else if (assign.operation() instanceof Operation.DetachArray detach) {
      sources.put(assign.target(), detach.array());
    }
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Store store) {
        note(store.array(), arrays.classOf(store.array()));
        if (store.value().type() instanceof ArrayType && !made.contains(store.array())) {
          rearranged.add(arrays.classOf(store.array()));
        }
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        note(accumulate.array(), arrays.classOf(accumulate.array()));
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.member().effects().written().forEach(position -> note(invoke, position));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void note(Statement.Invoke invoke, int position) {
    Variable array = (Variable) invoke.arguments().get(position);
    List<Variable> classes = arrays.classesOf(array);
    int last = classes.size() - 1;
    if (invoke.member().effects().moved().contains(position)) {
      rearranged.addAll(classes.subList(0, Math.max(last, 1)));
      changed.addAll(classes);
      open.addAll(classes);
    } else if (last > 0 && made.contains(array)) {
      changed.add(classes.get(last));
      open.add(classes.get(last));
    } else {
      note(array, classes.get(last));
    }
  }

  private void note(Variable array, Variable written) {
    Variable root = array;
    while (sources.containsKey(root)) {
      root = sources.get(root);
    }
    boolean isRowOfOwn = made.contains(root) && !arrays.areRowsMoved(root);
    if (made.contains(array) || isRowOfOwn) {
      return;
    }
    changed.add(written);
    boolean isOutside = !inside.contains(root) && !assigned.contains(root);
    if (isOutside) {
      roots.add(root);
    } else {
      // A row that was put into an array that is made here may be somebody else's.
      open.add(written);
    }
  }
}
