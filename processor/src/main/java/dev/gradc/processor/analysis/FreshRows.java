package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds arrays of arrays in which no array can stand twice: nothing is put into them but new
 * arrays, each in one place, as a matrix is made row by row; or the rows of another such array,
 * each in the place that it has there.
 */
public final class FreshRows {

  private final ArrayOrigins arrays;
  private final Set<Variable> stale = new LinkedHashSet<>();
  private final Map<Variable, Set<Variable>> sources = new LinkedHashMap<>();

  FreshRows(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** Where a row stands; no index is mutable. */
  private record Place(Variable array, Atom index) {}

  /** Positions of the results, arrays of arrays, in which one array may stand in two places. */
  public static Set<Integer> repeatedIn(Function function, ArrayOrigins arrays) {
    FreshRows rows = new FreshRows(arrays).find(function);
    Set<Integer> repeated = new TreeSet<>();
    for (int i = 0; i < function.results().size(); i++) {
      if (function.results().get(i) instanceof Variable result
          && isRow(result)
          && !rows.areFresh(result)) {
        repeated.add(i);
      }
    }
    return repeated;
  }

  /** What is known of the arrays of a function. */
  FreshRows find(Function function) {
    visit(function.body());
    return this;
  }

  /** Whether no row stands in two places of the array, or of one that it holds. */
  boolean areFresh(Variable array) {
    List<Variable> classes = arrays.classesOf(array);
    if (classes.size() == 1) {
      return true;
    }
    List<Variable> inside = classes.subList(1, classes.size() - 1);
    // What stands once in each of two matrices stands twice in an array that holds both.
    if (inside.stream().anyMatch(it -> stale.contains(it) || sources.containsKey(it))) {
      return false;
    }
    Set<Variable> seen = new LinkedHashSet<>(List.of(classes.get(0)));
    Deque<Variable> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (Variable source : sources.getOrDefault(open.remove(), Set.of())) {
        if (seen.add(source)) {
          open.add(source);
        }
      }
    }
    return seen.stream().noneMatch(stale::contains);
  }

  private void visit(Block block) {
    Set<Variable> made = new LinkedHashSet<>();
    Map<Variable, Place> placed = new HashMap<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        if (assign.operation() instanceof Operation.NewArray) {
          made.add(assign.target());
        } else if (assign.operation() instanceof Operation.Load load) {
          placed.put(assign.target(), new Place(arrays.classOf(load.array()), load.index()));
        }
      } else if (statement instanceof Statement.Store store && isRow(store.value())) {
        store(store, made, placed);
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.member().effects().moved().forEach(i -> spoil(invoke.arguments().get(i)));
        invoke.member().effects().repeated().forEach(i -> spoil(invoke.targets().get(i)));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /**
   * @param made arrays that were made in this block: one from outside may be put into two places by
   *     a loop
   * @param placed where rows stand already, as far as this block knows
   */
  private void store(Statement.Store store, Set<Variable> made, Map<Variable, Place> placed) {
    Variable array = arrays.classOf(store.array());
    Variable row = (Variable) store.value();
    Place before = placed.get(row);
    if (before == null && made.contains(row)) {
      placed.put(row, new Place(array, store.index()));
    } else if (before != null && before.index().equals(store.index())) {
      sources.computeIfAbsent(array, any -> new LinkedHashSet<>()).add(before.array());
    } else {
      stale.add(array);
    }
  }

  private void spoil(Atom array) {
    stale.addAll(arrays.classesOf((Variable) array));
  }

  private static boolean isRow(Atom value) {
    return value.type() instanceof ArrayType;
  }
}
