package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of values at one place of a function, on the paths that lead there.
 *
 * <p>A value that two variables have is known by the name of one of them, the <em>leader</em>: what
 * a condition says of one holds for the other. Leaders never change while their name is in scope,
 * so only what is said of mutable variables and of arrays can become untrue.
 */
final class PathFacts {

  /** How far back a value is computed again from what became known since. */
  private static final int DEPTH = 6;

  private static final Range LENGTHS = Range.closed(0, Integer.MAX_VALUE).integers();

  /** A pair of values, for what is known of their difference. */
  private record Pair(Atom one, Atom other) {}

  /** An operation on leaders; for loads, in a time without stores. */
  private record Computation(Operation operation, int time) {}

  /** Of what was copied from a boolean that a conditional statement had set. */
  record Selection(Atom condition, Atom whenTrue, Atom whenFalse) {}

  private final Names names;
  private final Map<Variable, Range> ranges;
  private final Map<Variable, Atom> held;
  private final Map<Variable, Selection> selections;
  private final Map<Pair, Range> differences;
  private final Map<Computation, Atom> computed;
  private int time;
  private boolean isReachable;

  /** What is the same on all paths: where names come from. */
  static final class Names {
    private final Map<Variable, Atom> leaders = new HashMap<>();
    private final Map<Variable, Operation.Apply> definitions = new HashMap<>();
    private final Map<Variable, Selection> selections = new HashMap<>();
    private int times;
  }

  /** Nothing is known yet. */
  PathFacts() {
    this(new Names());
    isReachable = true;
  }

  private PathFacts(Names names) {
    this.names = names;
    ranges = new HashMap<>();
    held = new HashMap<>();
    selections = new HashMap<>();
    differences = new HashMap<>();
    computed = new HashMap<>();
  }

  PathFacts copy() {
    PathFacts copy = new PathFacts(names);
    copy.ranges.putAll(ranges);
    copy.held.putAll(held);
    copy.selections.putAll(selections);
    copy.differences.putAll(differences);
    copy.computed.putAll(computed);
    copy.time = time;
    copy.isReachable = isReachable;
    return copy;
  }

  boolean isReachable() {
    return isReachable;
  }

  void setUnreachable() {
    isReachable = false;
  }

  /** The atom by which the value of this one is known. */
  Atom leader(Atom atom) {
    Atom known = atom instanceof Variable variable && variable.isMutable() ? held.get(atom) : null;
    Atom named = known == null ? atom : known;
    return named instanceof Variable ? names.leaders.getOrDefault(named, named) : named;
  }

  /** How the value was computed from leaders; null if it was not. */
  Operation.Apply definition(Atom atom) {
    return names.definitions.get(leader(atom));
  }

  /** Which branch a boolean came from; null if it was computed otherwise. */
  Selection selection(Atom atom) {
    return names.selections.get(leader(atom));
  }

  /** The values that an atom may have. */
  Range rangeOf(Atom atom) {
    Atom leader = leader(atom);
    return leader instanceof Constant constant ? of(constant) : stored((Variable) leader);
  }

  /** The same, computed again from what has become known of the arguments. */
  Range reconsidered(Atom atom) {
    return reconsidered(atom, DEPTH);
  }

  private Range reconsidered(Atom atom, int depth) {
    Range range = rangeOf(atom);
    Operation.Apply definition = definition(atom);
    if (definition == null || depth == 0) {
      return range;
    }
    List<Range> arguments =
        definition.arguments().stream().map(argument -> reconsidered(argument, depth - 1)).toList();
    return range.intersection(image(definition, arguments));
  }

  private Range image(Operation.Apply operation, List<Range> arguments) {
    List<Atom> atoms = operation.arguments();
    boolean areSame = atoms.size() == 2 && atoms.get(0).equals(atoms.get(1));
    Range image = OperatorRanges.of(operation.operator(), arguments, areSame);
    boolean isDifference =
        operation.operator() instanceof BasicOperator basic && basic.symbol() == Symbol.SUB;
    return isDifference
        ? image
            .intersection(difference(atoms.get(0), atoms.get(1)))
            .intersection(difference(atoms.get(1), atoms.get(0)).negated())
        : image;
  }

  private Range difference(Atom one, Atom other) {
    return differences.getOrDefault(new Pair(one, other), Range.ALL);
  }

  private Range stored(Variable variable) {
    return ranges.getOrDefault(variable, OperatorRanges.of(variable.type()));
  }

  private static Range of(Constant constant) {
    if (constant.value() instanceof Character character) {
      return Range.point(character);
    }
    double number = constant.value() instanceof Number value ? value.doubleValue() : Double.NaN;
    return Double.isNaN(number) ? Range.ALL : Range.point(number);
  }

  /** A single variable, or the contents of arrays, may have these values and no others. */
  void setRange(Variable variable, Range range) {
    names.leaders.remove(variable);
    names.definitions.remove(variable);
    names.selections.remove(variable);
    ranges.put(variable, range);
  }

  /** A single variable is another name of a value. */
  void alias(Variable variable, Atom value) {
    Atom leader = leader(value);
    Selection selection = selections.get(value);
    if (leader instanceof Variable source && source.isMutable()) {
      setRange(variable, rangeOf(source));
      held.put(source, variable);
      if (selection != null) {
        names.selections.put(variable, selection);
      }
    } else {
      names.leaders.put(variable, leader);
    }
  }

  /** A single variable is the value of an operation. */
  void compute(Variable variable, Operation.Apply operation) {
    Operation.Apply onLeaders =
        new Operation.Apply(
            operation.operator(), operation.arguments().stream().map(this::leader).toList());
    List<Range> arguments = onLeaders.arguments().stream().map(this::rangeOf).toList();
    define(variable, onLeaders, image(onLeaders, arguments));
    names.definitions.put(variable, onLeaders);
  }

  /** A single variable is an element, of which this much is known. */
  void load(Variable variable, Operation.Load load, Range contents) {
    define(variable, onLeaders(load), contents);
  }

  /** A single variable is the length of an array, which never changes. */
  void length(Variable variable, Operation.Length length) {
    define(variable, onLeaders(length), LENGTHS);
  }

  /** An array is made with this length. */
  void setLength(Operation.Length length, Atom value) {
    computed.put(computation(onLeaders(length)), leader(value));
  }

  /** An element is read or written, so the index is one of the array's. */
  void access(Operation.Load place) {
    Operation.Length length = new Operation.Length(place.array());
    Computation computation = computation(onLeaders(length));
    if (!computed.containsKey(computation)) {
      String name = "the length of " + place.array();
      length(new Variable(name, Scalar.INT, Variable.Role.SINGLE), length);
    }
    Atom size = computed.get(computation);
    Range index = rangeOf(place.index());
    restrict(place.index(), Range.closed(0, rangeOf(size).high() - 1));
    restrict(size, Range.closed(index.low() + 1, Double.POSITIVE_INFINITY));
  }

  private Operation.Length onLeaders(Operation.Length length) {
    return new Operation.Length((Variable) leader(length.array()));
  }

  private Operation.Load onLeaders(Operation.Load load) {
    Atom array = leader(load.array());
    return new Operation.Load((Variable) array, leader(load.index()));
  }

  /**
   * The value gets a name here, unless it has one. Where it has, it need not have been computed on
   * this path; then nothing is known of it by that name.
   */
  private void define(Variable variable, Operation operation, Range range) {
    Atom same = computed.putIfAbsent(computation(operation), variable);
    if (same == null) {
      setRange(variable, range);
    } else {
      alias(variable, same);
      restrict(variable, range);
    }
  }

  private Computation computation(Operation operation) {
    return new Computation(operation, operation instanceof Operation.Load ? time : 0);
  }

  /** An element is written: others may have been the same one. */
  void store(Operation.Load place, Atom value) {
    forgetElements();
    computed.put(computation(onLeaders(place)), leader(value));
  }

  /** Any element may have changed. */
  void forgetElements() {
    time = ++names.times;
  }

  /** A mutable variable gets the value of an atom. */
  void set(Variable mutable, Atom value) {
    Atom leader = leader(value);
    ranges.put(mutable, rangeOf(value));
    selections.remove(mutable);
    if (leader instanceof Variable source && source.isMutable()) {
      held.remove(mutable);
    } else {
      held.put(mutable, leader);
    }
  }

  /** A mutable variable gets some value of these. */
  void set(Variable mutable, Range range) {
    ranges.put(mutable, range);
    held.remove(mutable);
    selections.remove(mutable);
  }

  /** A value is one of these too; where there is none, this place is not reached. */
  void restrict(Atom atom, Range range) {
    Range both = rangeOf(atom).intersection(range);
    if (leader(atom) instanceof Variable variable) {
      ranges.put(variable, both);
    }
    isReachable &= !both.isEmpty();
  }

  /** The difference of two values is one of these. */
  void restrictDifference(Atom one, Atom other, Range range) {
    differences.merge(new Pair(leader(one), leader(other)), range, Range::intersection);
  }

  /** What is known after one of two branches. */
  static PathFacts afterChoice(PathFacts before, Atom condition, PathFacts one, PathFacts other) {
    if (!one.isReachable || !other.isReachable) {
      return one.isReachable ? one : other;
    }
    PathFacts after = before.atAny(List.of(one, other));
    // An operation has a value whether it has been computed or not.
    one.computed.forEach(after.computed::putIfAbsent);
    other.computed.forEach(after.computed::putIfAbsent);
    Atom decided = before.leader(condition);
    one.held.forEach(
        (variable, value) -> {
          Atom otherwise = other.held.get(variable);
          if (variable.type() == Scalar.BOOLEAN && otherwise != null && !value.equals(otherwise)) {
            after.selections.put(variable, new Selection(decided, value, otherwise));
          }
        });
    return after;
  }

  /** What is known, of what was known here already, at a place that several lead to. */
  PathFacts atAny(List<PathFacts> states) {
    List<PathFacts> reachable = states.stream().filter(PathFacts::isReachable).toList();
    PathFacts after = new PathFacts(names);
    after.isReachable = !reachable.isEmpty();
    if (reachable.isEmpty()) {
      return after;
    }
    PathFacts first = reachable.get(0);
    boolean isOneTime = reachable.stream().allMatch(state -> state.time == first.time);
    after.time = isOneTime ? first.time : ++names.times;
    for (Variable variable : ranges.keySet()) {
      Range any = Range.EMPTY;
      for (PathFacts state : reachable) {
        any = any.union(state.rangeOf(variable));
      }
      after.ranges.put(variable, any);
    }
    first.held.forEach(
        (variable, value) -> {
          boolean isKnown = value instanceof Constant || ranges.containsKey(value);
          if (isKnown && reachable.stream().allMatch(it -> value.equals(it.held.get(variable)))) {
            after.held.put(variable, value);
          }
        });
    for (Pair pair : first.differences.keySet()) {
      Range any = Range.EMPTY;
      for (PathFacts state : reachable) {
        any = any.union(state.difference(pair.one(), pair.other()));
      }
      after.differences.put(pair, any);
    }
    after.computed.putAll(computed);
    return after;
  }

  /** Mutable variables change from iteration to iteration. */
  void enterLoop(Iterable<Variable> changed, boolean writesElements) {
    for (Variable variable : changed) {
      set(variable, rangeOf(variable));
    }
    if (writesElements) {
      forgetElements();
    }
  }

  /**
   * No less than this and others; called over and over it comes to an end.
   *
   * @param isHasty whether what still changes is given up
   */
  PathFacts widened(PathFacts others, boolean isHasty) {
    PathFacts widened = copy();
    widened.differences.keySet().retainAll(others.differences.keySet());
    widened.differences.replaceAll((pair, range) -> range.union(others.differences.get(pair)));
    widened.ranges.replaceAll(
        (variable, range) ->
            Widening.of(range, others.rangeOf(variable), isHasty)
                .intersection(OperatorRanges.of(variable.type())));
    return widened;
  }

  boolean isSameAs(PathFacts other) {
    return ranges.equals(other.ranges) && Objects.equals(differences, other.differences);
  }
}
