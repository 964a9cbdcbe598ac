package dev.gradc.processor.report;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.report.GraphPicture.Flow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Follows floating-point values from statement to statement: which statements compute with what
 * which others have computed. Loads, copies and new arrays are no stations on the way, unless they
 * are asked for.
 *
 * <p>What a variable that changes holds is the set of statements that may have given it its value;
 * what an array holds is all that has been stored in it. Loops are gone through until nothing new
 * is found.
 */
final class DataFlow {

  private final ReportedMethod method;
  private final Activity activity;
  private final ArrayOrigins arrays;
  private final Predicate<Variable> isStation;

  private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
  private final List<Station> stations = new ArrayList<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final List<Frame> frames = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> frameNumbers = new IdentityHashMap<>();
  private final Map<Variable, Integer> detachedArrays = new LinkedHashMap<>();
  private Map<Variable, Set<Integer>> holds = new LinkedHashMap<>();

  /**
   * @param isStation loads and copies that are stations, by what they define
   */
  DataFlow(ReportedMethod method, Predicate<Variable> isStation) {
    this.method = method;
    this.activity = method.activity();
    this.arrays = method.arrays();
    this.isStation = isStation;
  }

  /**
   * A statement, or a parameter, that gives values on.
   *
   * @param statement absent (null) for a parameter
   * @param variable what it defines or changes
   * @param frame number of the innermost loop or branch around it, -1 if there is none
   */
  record Station(Statement statement, Variable variable, int frame) {

    boolean isDetach() {
      return statement instanceof Statement.Assign assign && DataFlow.isDetach(assign.operation());
    }
  }

  /** A value that one station has from another. */
  record Link(int from, int to, Flow flow) {}

  /**
   * A loop, or a branch.
   *
   * @param isElse whether it is the branch for what does not hold
   */
  record Frame(Statement statement, boolean isElse, int parent) {}

  /**
   * All that was found.
   *
   * @param results for each result of the function the stations that may have given it
   */
  record Result(
      List<Station> stations, Set<Link> links, List<Frame> frames, List<Set<Integer>> results) {}

  Result follow() {
    method
        .primal()
        .parameters()
        .forEach(
            parameter -> {
              Variable variable = parameter.variable();
              if (variable.type().isDifferentiable()) {
                int number = station(variable, null, variable, -1);
                holds.put(place(variable), new LinkedHashSet<>(Set.of(number)));
              }
            });
    follow(method.primal().body(), -1);
    List<Set<Integer>> results = new ArrayList<>();
    method.primal().results().forEach(result -> results.add(sources(result)));
    return new Result(stations, links, frames, results);
  }

  private void follow(Block block, int frame) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.If choice) {
        branches(choice, frame);
      } else if (statement instanceof Statement.CountedLoop loop) {
        repeat(loop, loop.blocks(), loop.body(), frame);
      } else if (statement instanceof Statement.WhileLoop loop) {
        repeat(loop, loop.blocks(), loop.body(), frame);
      } else {
        step(statement, frame);
      }
    }
  }

  private void branches(Statement.If choice, int frame) {
    Map<Variable, Set<Integer>> before = copyOf(holds);
    follow(choice.then(), frame(choice, choice.then(), false, frame));
    Map<Variable, Set<Integer>> afterThen = holds;
    holds = before;
    follow(choice.otherwise(), frame(choice, choice.otherwise(), true, frame));
    merge(afterThen);
  }

  private void repeat(Statement loop, List<Block> blocks, Block body, int frame) {
    int inside = frame(loop, body, false, frame);
    Map<Variable, Set<Integer>> before;
    do {
      before = copyOf(holds);
      blocks.forEach(block -> follow(block, inside));
      merge(before);
    } while (!holds.equals(before));
  }

  private void step(Statement statement, int frame) {
    if (statement instanceof Statement.Assign assign) {
      if (assign.target().type().isDifferentiable()) {
        assign(assign, frame);
      }
    } else if (statement instanceof Statement.Accumulate accumulate) {
      if (accumulate.target().type().isDifferentiable()) {
        int number = station(statement, statement, accumulate.target(), frame);
        link(accumulate.target(), number, true);
        link(accumulate.value(), number, true);
        holds.put(accumulate.target(), new LinkedHashSet<>(Set.of(number)));
      }
    } else if (statement instanceof Statement.Store store) {
      if (store.array().type().isDifferentiable()) {
        store(store, store.array(), store.value(), frame);
      }
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      int number = store(statement, accumulate.array(), accumulate.value(), frame);
      link(accumulate.array(), number, true);
    } else if (statement instanceof Statement.Invoke invoke) {
      invoke(invoke, frame);
    }
  }

  private int store(Statement statement, Variable array, Atom value, int frame) {
    if (value.type() instanceof ArrayType) {
      // A row that is put into an array of rows is in the same class of contents already.
      return -1;
    }
    int number = station(statement, statement, array, frame);
    link(value, number, true);
    holds.computeIfAbsent(place(array), key -> new LinkedHashSet<>()).add(number);
    return number;
  }

  private void assign(Statement.Assign assign, int frame) {
    Operation operation = assign.operation();
    Variable target = assign.target();
    if (isDetach(operation)) {
      detach(assign, frame);
    } else if (operation instanceof Operation.Apply apply) {
      int number = station(assign, assign, target, frame);
      for (int i = 0; i < apply.arguments().size(); i++) {
        link(apply.arguments().get(i), number, method.partials().flows(apply.operator(), i));
      }
      holds.put(target, new LinkedHashSet<>(Set.of(number)));
    } else if (operation instanceof Operation.Load || operation instanceof Operation.Copy) {
      Variable source = operation.arguments().get(0) instanceof Variable variable ? variable : null;
      if (target.type() instanceof ArrayType) {
        if (source != null && detachedArrays.containsKey(source)) {
          detachedArrays.put(target, detachedArrays.get(source));
        }
      } else if (isStation.test(target)) {
        int number = station(assign, assign, target, frame);
        link(operation.arguments().get(0), number, true);
        holds.put(target, new LinkedHashSet<>(Set.of(number)));
      } else {
        holds.put(target, sources(operation.arguments().get(0)));
      }
    }
  }

  private void detach(Statement.Assign assign, int frame) {
    Variable target = assign.target();
    Atom source = assign.operation().arguments().get(0);
    int number = station(assign, assign, target, frame);
    for (int from : sources(source)) {
      boolean isVaried =
          activity.isVaried(source) && activity.isVaried(stations.get(from).variable());
      links.add(new Link(from, number, isVaried ? Flow.CUT : Flow.VALUE));
    }
    if (target.type() instanceof ArrayType) {
      detachedArrays.put(target, number);
    } else {
      holds.put(target, new LinkedHashSet<>(Set.of(number)));
    }
  }

  private static boolean isDetach(Operation operation) {
    return operation instanceof Operation.DetachArray
        || (operation instanceof Operation.Apply apply
            && apply.operator() instanceof BasicOperator basic
            && basic.symbol() == Symbol.DETACH);
  }

  private void invoke(Statement.Invoke invoke, int frame) {
    List<Variable> given =
        invoke.targets().stream().filter(it -> it.type().isDifferentiable()).toList();
    List<Variable> written = new ArrayList<>();
    for (int i = 0; i < invoke.arguments().size(); i++) {
      if (invoke.member().effects().written().contains(i)
          && invoke.arguments().get(i) instanceof Variable array
          && array.type().isDifferentiable()) {
        written.add(array);
      }
    }
    if (given.isEmpty() && written.isEmpty()) {
      return;
    }
    Variable result = given.isEmpty() ? written.get(0) : given.get(0);
    int number = station(invoke, invoke, result, frame);
    for (int i = 0; i < invoke.arguments().size(); i++) {
      int position = i;
      boolean flows = invoke.member().pullback().map(it -> it.isActive(position)).orElse(false);
      link(invoke.arguments().get(i), number, flows);
    }
    written.forEach(
        array -> holds.computeIfAbsent(place(array), key -> new LinkedHashSet<>()).add(number));
    for (Variable each : given) {
      if (each.type() instanceof ArrayType) {
        holds.computeIfAbsent(place(each), key -> new LinkedHashSet<>()).add(number);
      } else {
        holds.put(each, new LinkedHashSet<>(Set.of(number)));
      }
    }
  }

  private void link(Atom source, int to, boolean flows) {
    if (to < 0) {
      return;
    }
    boolean isGradient =
        flows && activity.isVaried(source) && activity.isVaried(stations.get(to).variable());
    for (int from : sources(source)) {
      boolean isVaried = activity.isVaried(stations.get(from).variable());
      boolean isCut = stations.get(from).isDetach();
      links.add(new Link(from, to, isGradient && isVaried && !isCut ? Flow.GRADIENT : Flow.VALUE));
    }
  }

  private Set<Integer> sources(Atom atom) {
    if (!(atom instanceof Variable variable) || !variable.type().isDifferentiable()) {
      return new LinkedHashSet<>();
    }
    if (detachedArrays.containsKey(variable)) {
      return new LinkedHashSet<>(Set.of(detachedArrays.get(variable)));
    }
    return new LinkedHashSet<>(holds.getOrDefault(place(variable), Set.of()));
  }

  /** Where the numbers stand that a variable stands for. */
  private Variable place(Variable variable) {
    if (!(variable.type() instanceof ArrayType)) {
      return variable;
    }
    List<Variable> classes = arrays.classesOf(variable);
    return classes.get(classes.size() - 1);
  }

  private int station(Object key, Statement statement, Variable variable, int frame) {
    Integer known = numbers.get(key);
    if (known == null) {
      known = stations.size();
      numbers.put(key, known);
      stations.add(new Station(statement, variable, frame));
    }
    return known;
  }

  private int frame(Statement statement, Block block, boolean isElse, int parent) {
    if (block.isEmpty()) {
      return parent;
    }
    Integer known = frameNumbers.get(block);
    if (known == null) {
      known = frames.size();
      frameNumbers.put(block, known);
      frames.add(new Frame(statement, isElse, parent));
    }
    return known;
  }

  private void merge(Map<Variable, Set<Integer>> other) {
    other.forEach(
        (variable, numbersOfOther) ->
            holds.computeIfAbsent(variable, key -> new LinkedHashSet<>()).addAll(numbersOfOther));
  }

  private static Map<Variable, Set<Integer>> copyOf(Map<Variable, Set<Integer>> held) {
    Map<Variable, Set<Integer>> copy = new LinkedHashMap<>();
    held.forEach((variable, numbers) -> copy.put(variable, new LinkedHashSet<>(numbers)));
    return copy;
  }
}
