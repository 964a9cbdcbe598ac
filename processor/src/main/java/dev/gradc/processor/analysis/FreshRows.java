package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds arrays of arrays into which nothing is put but new arrays, each in one place: as a matrix
 * is made row by row.
 */
final class FreshRows {

  private final ArrayOrigins arrays;
  private final Set<Variable> stale = new LinkedHashSet<>();
  private final Map<Variable, Integer> places = new HashMap<>();

  FreshRows(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** What is known of the arrays of a function. */
  FreshRows find(Function function) {
    visit(function.body());
    return this;
  }

  /** Whether no row stands in two places of the array, or of one that it holds. */
  boolean areFresh(Variable array) {
    List<Variable> classes = arrays.classesOf(array);
    return classes.subList(0, classes.size() - 1).stream().noneMatch(stale::contains);
  }

  private void visit(Block block) {
    Set<Variable> made = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray
          && !assign.target().isMutable()) {
        made.add(assign.target());
      } else if (statement instanceof Statement.Store store && isRow(store.value())) {
        // One that was made outside this block may be put into two places by a loop.
        if (!made.contains(store.value())
            || places.merge((Variable) store.value(), 1, Integer::sum) > 1) {
          stale.add(arrays.classOf(store.array()));
        }
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.member().effects().moved().forEach(i -> spoil(invoke.arguments().get(i)));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void spoil(Atom array) {
    stale.addAll(arrays.classesOf((Variable) array));
  }

  private static boolean isRow(Atom value) {
    return value.type() instanceof ArrayType;
  }
}
