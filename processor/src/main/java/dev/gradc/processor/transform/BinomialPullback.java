package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pullback of many iterations of a loop from the pullback of one, with a given number of states
 * that are held at once (treeverse: Griewank, Optimization Methods and Software 1(1), 1992;
 * revolve: Griewank and Walther, ACM TOMS 26(1), 2000). There is nothing for the forward region to
 * do: the backward region runs from the latest snapshot to the iteration that is the next to be
 * gone back through, and takes snapshots on the way as long as it has some left.
 */
public final class BinomialPullback {

  private static final String SCHEDULE = "dev.gradc/BinomialSchedule";

  private final Section section;
  private final Member one;
  private final Function function;
  private final Origin origin;
  private final FreshNames names = new FreshNames();
  private Variable snapshots;
  private final List<HeldState> states = new ArrayList<>();
  private final List<Optional<Variable>> adjoints = new ArrayList<>();
  private final List<Statement> backward = new ArrayList<>();
  private Variable carrier;

  /**
   * @param one the section as a member, with its pullback
   */
  public BinomialPullback(Section section, Member one) {
    this.section = section;
    this.one = one;
    this.function = section.function();
    this.origin = function.origin();
  }

  /** The regions of as many iterations as the first two parameters say. */
  public AdjointRegions regions() {
    function.parameters().forEach(parameter -> names.reserve(parameter.variable().name()));
    List<Optional<Variable>> seeds = new ArrayList<>();
    List<Atom> results = new ArrayList<>();
    int count = function.results().size();
    int firstState = function.parameters().size() - count;
    snapshots = atMost(section.checkpoint().snapshots());
    for (int i = 0; i < count; i++) {
      Variable before = parameter(firstState + i);
      boolean isActive = one.results().get(i).isActive();
      Optional<Variable> seed =
          isActive
              ? Optional.of(names.fresh("seed", before.type(), Role.PARAMETER))
              : Optional.empty();
      seeds.add(seed);
      // What it gives is not known here, nor asked for.
      results.add(seed.orElse(before));
    }
    Map<Integer, Variable> soFar = new HashMap<>();
    for (int position : goesOn()) {
      Variable parameter = parameter(position);
      Variable adjoint = names.fresh("soFar", parameter.type(), Role.PARAMETER);
      soFar.put(position, adjoint);
      seeds.add(Optional.of(adjoint));
      results.add(parameter);
    }
    declareAdjoints(firstState, seeds, soFar);
    iterations();
    giveBack();
    return new AdjointRegions(
        function.parameters().stream().map(Function.Parameter::variable).toList(),
        adjoints,
        results,
        seeds,
        List.of(carrier),
        Block.EMPTY,
        new Block(backward));
  }

  /** No more than there are iterations. */
  private Variable atMost(int number) {
    IntegerCode code = new IntegerCode(names, origin, backward);
    Variable count = code.apply("count", Symbol.SUB, parameter(1), parameter(0));
    Variable some = code.math("some", "max", Scalar.INT, count, Constant.of(1));
    return code.math("snapshots", "min", Scalar.INT, some, Constant.of(number));
  }

  private Variable parameter(int position) {
    return function.parameters().get(position).variable();
  }

  private static Constant zero(Variable number) {
    return Constant.zero(number.type());
  }

  private Set<Integer> goesOn() {
    return new TreeSet<>(one.pullback().orElseThrow().goesOn());
  }

  private boolean isActive(int position) {
    return function.parameters().get(position).isActive();
  }

  private void declareAdjoints(
      int firstState, List<Optional<Variable>> seeds, Map<Integer, Variable> soFar) {
    for (int i = 0; i < function.parameters().size(); i++) {
      Variable parameter = parameter(i);
      Optional<Variable> adjoint = Optional.empty();
      if (isActive(i) && parameter.type() instanceof ArrayType) {
        adjoint = Optional.of(names.fresh(adjointOf(parameter), parameter.type(), Role.PARAMETER));
      } else if (isActive(i)) {
        Variable number = names.fresh(adjointOf(parameter), parameter.type(), Role.MUTABLE);
        Atom first = soFar.get(i);
        declare(number, first == null ? zero(parameter) : first, backward);
        adjoint = Optional.of(number);
      }
      adjoints.add(adjoint);
      if (i >= firstState) {
        states.add(state(parameter, seeds.get(i - firstState), adjoint));
      }
    }
    ObjectType type = new ObjectType(one.pullback().orElseThrow().companion() + ".Gradient");
    carrier = names.fresh(one.functionName() + "Gradient", type, Role.MUTABLE);
  }

  private HeldState state(Variable before, Optional<Variable> seed, Optional<Variable> into) {
    Variable held = names.fresh(before.name() + "Held", new ArrayType(before.type()), Role.SINGLE);
    backward.add(
        new Statement.Assign(
            held, new Operation.NewArray(before.type(), snapshots, Purpose.PRIMAL), origin));
    backward.add(new Statement.Store(held, Constant.of(0), before, origin));
    Optional<Variable> cotangent = Optional.empty();
    if (seed.isPresent()) {
      Variable mutable = names.fresh(adjointOf(before) + "Now", before.type(), Role.MUTABLE);
      declare(mutable, seed.get(), backward);
      cotangent = Optional.of(mutable);
    }
    Variable now = names.fresh(before.name() + "Now", before.type(), Role.MUTABLE);
    return new HeldState(before, held, now, cotangent, into);
  }

  static String adjointOf(Variable variable) {
    String name = variable.name();
    return "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void declare(Variable mutable, Atom value, List<Statement> into) {
    into.add(new Statement.Declare(mutable, origin));
    into.add(new Statement.Assign(mutable, new Operation.Copy(value), origin));
  }

  private Variable copy(Variable mutable, List<Statement> into) {
    return new IntegerCode(names, origin, into).copy(mutable, mutable.name());
  }

  private IterationPullback iteration() {
    return new IterationPullback(function, one, states, adjoints, carrier, names);
  }

  private void iterations() {
    Variable places = names.fresh("places", new ArrayType(Scalar.INT), Role.SINGLE);
    backward.add(
        new Statement.Assign(
            places, new Operation.NewArray(Scalar.INT, snapshots, Purpose.PRIMAL), origin));
    backward.add(new Statement.Store(places, Constant.of(0), parameter(0), origin));
    Variable top = names.fresh("top", Scalar.INT, Role.MUTABLE);
    declare(top, Constant.of(0), backward);
    Variable last =
        new IntegerCode(names, origin, backward)
            .apply("last", Symbol.SUB, parameter(1), Constant.of(1));
    Variable number = names.fresh("number", Scalar.INT, Role.SINGLE);
    List<Statement> body = new ArrayList<>();
    Variable at = names.fresh("at", Scalar.INT, Role.MUTABLE);
    Variable latest = copy(top, body);
    declare(at, load(places, latest, body), body);
    for (HeldState state : states) {
      declare(state.now(), load(state.held(), latest, body), body);
    }
    advance(number, at, top, places, body);
    iteration().goBack(number, body);
    giveUp(number, top, places, body);
    backward.add(
        new Statement.CountedLoop(
            number.name(), number, last, Symbol.GE, parameter(0), -1, new Block(body), origin));
  }

  private Variable load(Variable array, Atom index, List<Statement> into) {
    Type element = ((ArrayType) array.type()).element();
    Variable value = names.fresh(array.name() + "Element", element, Role.SINGLE);
    into.add(new Statement.Assign(value, new Operation.Load(array, index), origin));
    return value;
  }

  /** Runs from the latest snapshot to the iteration, and takes snapshots on the way. */
  private void advance(
      Variable number, Variable at, Variable top, Variable places, List<Statement> into) {
    List<Statement> header = new ArrayList<>();
    Variable isBefore =
        new IntegerCode(names, origin, header)
            .apply("isBefore", Symbol.LT, copy(at, header), number);
    List<Statement> body = new ArrayList<>();
    IntegerCode code = new IntegerCode(names, origin, body);
    Variable from = copy(at, body);
    Variable latest = copy(top, body);
    Variable left = code.apply("left", Symbol.SUB, snapshots, latest);
    Variable distance = code.apply("distance", Symbol.SUB, number, from);
    Variable steps = code.apply("steps", Symbol.ADD, distance, Constant.of(1));
    Variable forth = names.fresh("forth", Scalar.INT, Role.SINGLE);
    Member schedule =
        Member.ofStatic(
            SCHEDULE, "advance", List.of(Scalar.INT, Scalar.INT), Optional.of(Scalar.INT));
    body.add(new Statement.Invoke(List.of(forth), schedule, List.of(steps, left), origin));
    Variable to = code.apply("to", Symbol.ADD, from, forth);
    List<Variable> values = iteration().run(from, to, body);
    body.add(new Statement.Assign(at, new Operation.Copy(to), origin));
    Variable isLeft = code.apply("isLeft", Symbol.GT, left, Constant.of(1));
    Variable isShort = code.apply("isShort", Symbol.LT, to, number);
    Variable isTaken = code.apply("isTaken", Symbol.AND, isLeft, isShort);
    List<Statement> taken = new ArrayList<>();
    Variable next =
        new IntegerCode(names, origin, taken).apply("next", Symbol.ADD, latest, Constant.of(1));
    taken.add(new Statement.Assign(top, new Operation.Copy(next), origin));
    taken.add(new Statement.Store(places, next, to, origin));
    for (int i = 0; i < states.size(); i++) {
      taken.add(new Statement.Store(states.get(i).held(), next, values.get(i), origin));
    }
    body.add(new Statement.If(isTaken, new Block(taken), Block.EMPTY, origin));
    into.add(
        new Statement.WhileLoop(
            names.fresh("forward", Scalar.INT, Role.SINGLE).name(),
            new Block(header),
            isBefore,
            new Block(body),
            origin));
  }

  /**
   * The latest snapshot is of no use any more, once its own iteration has been gone back through.
   */
  private void giveUp(Variable number, Variable top, Variable places, List<Statement> into) {
    IntegerCode code = new IntegerCode(names, origin, into);
    Variable latest = copy(top, into);
    Variable place = load(places, latest, into);
    Variable isHere = code.apply("isHere", Symbol.EQ, place, number);
    Variable isLater = code.apply("isLater", Symbol.GT, latest, Constant.of(0));
    Variable isOver = code.apply("isOver", Symbol.AND, isHere, isLater);
    List<Statement> over = new ArrayList<>();
    Variable before =
        new IntegerCode(names, origin, over).apply("before", Symbol.SUB, latest, Constant.of(1));
    over.add(new Statement.Assign(top, new Operation.Copy(before), origin));
    into.add(new Statement.If(isOver, new Block(over), Block.EMPTY, origin));
  }

  private void giveBack() {
    for (HeldState state : states) {
      if (state.cotangent().isEmpty() || state.into().isEmpty()) {
        continue;
      }
      Variable cotangent = copy(state.cotangent().get(), backward);
      if (state.isArray()) {
        ElementLoops loops = new ElementLoops(names, origin);
        Variable length = loops.lengthOf(state.before(), backward);
        loops.add(cotangent, state.into().get(), state.before(), length, backward);
      } else {
        backward.add(new Statement.Accumulate(state.into().get(), cotangent, origin));
      }
    }
  }
}
