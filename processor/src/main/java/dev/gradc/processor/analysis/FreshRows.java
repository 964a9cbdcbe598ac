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

  /** Where rows stood when they were read: their variables have one value for each index. */
  private final Map<Variable, Set<Place>> loaded = new HashMap<>();

  private final Map<Variable, Set<Place>> chosen = new HashMap<>();

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
    Map<Variable, Set<Place>> placed = new HashMap<>();
    for (Statement statement : block.statements()) {
      place(statement, block, placed);
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray) {
        made.add(assign.target());
      } else if (statement instanceof Statement.Store store && isRow(store.value())) {
        store(store, made, placed);
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.member().effects().moved().forEach(i -> spoil(invoke.arguments().get(i)));
        invoke.member().effects().repeated().forEach(i -> spoil(invoke.targets().get(i)));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /** Notes where the row stands that a variable of the block stands for. */
  private void place(Statement statement, Block block, Map<Variable, Set<Place>> placed) {
    if (statement instanceof Statement.Declare declare && isRow(declare.variable())) {
      placed.put(declare.variable(), chosen(declare.variable(), block, placed));
    } else if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
      if (assign.operation() instanceof Operation.Load load) {
        loaded.put(assign.target(), Set.of(placeOf(load)));
      } else if (assign.operation() instanceof Operation.Copy copy) {
        placed.put(assign.target(), placesOf(copy.value(), placed));
      }
    }
  }

  private Set<Place> placesOf(Operation operation, Map<Variable, Set<Place>> placed) {
    return operation instanceof Operation.Copy copy ? placesOf(copy.value(), placed) : Set.of();
  }

  private Place placeOf(Operation.Load load) {
    return new Place(arrays.classOf(load.array()), load.index());
  }

  /** Where a row stands, as far as a block knows. */
  private Set<Place> placesOf(Atom row, Map<Variable, Set<Place>> placed) {
    return row instanceof Variable variable
        ? placed.getOrDefault(variable, loaded.getOrDefault(variable, Set.of()))
        : Set.of();
  }

  /**
   * The places of all rows that a variable stands for, one after the other; none if it may stand
   * for others.
   *
   * @param block that declares it, so that it has no value from an earlier iteration
   */
  private Set<Place> chosen(Variable variable, Block block, Map<Variable, Set<Place>> around) {
    if (!chosen.containsKey(variable)) {
      // What is asked for itself on the way is not known.
      chosen.put(variable, Set.of());
      Set<Place> places = new LinkedHashSet<>();
      if (choose(variable, block, around, places)) {
        chosen.put(variable, places);
      }
    }
    return chosen.get(variable);
  }

  private boolean choose(
      Variable variable, Block block, Map<Variable, Set<Place>> around, Set<Place> places) {
    Map<Variable, Set<Place>> placed = new HashMap<>(around);
    for (Statement statement : block.statements()) {
      place(statement, block, placed);
      if (statement instanceof Statement.Assign assign && assign.target().equals(variable)) {
        Set<Place> found = placesOf(assign.operation(), placed);
        if (found.isEmpty()) {
          return false;
        }
        places.addAll(found);
      }
      for (Block inner : statement.blocks()) {
        if (!choose(variable, inner, placed, places)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * @param made arrays that were made in this block: one from outside may be put into two places by
   *     a loop
   * @param placed where rows stand already, or one of several of them, as far as this block knows
   */
  private void store(Statement.Store store, Set<Variable> made, Map<Variable, Set<Place>> placed) {
    Variable array = arrays.classOf(store.array());
    Variable row = (Variable) store.value();
    Set<Place> before = placesOf(row, placed);
    if (before.isEmpty() && made.contains(row)) {
      placed.put(row, Set.of(new Place(array, store.index())));
    } else if (!before.isEmpty()
        && before.stream().allMatch(it -> it.index().equals(store.index()))) {
      before.forEach(
          it -> sources.computeIfAbsent(array, any -> new LinkedHashSet<>()).add(it.array()));
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
