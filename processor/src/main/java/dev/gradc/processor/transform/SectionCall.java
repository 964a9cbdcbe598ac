package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what stands in the place of a loop: uses of the section, one for each segment. */
final class SectionCall {

  private final Statement loop;
  private final SectionState state;
  private final Section section;
  private final Member member;
  private final FreshNames names;
  private final Origin origin;
  private final List<Statement> statements = new ArrayList<>();
  private final Map<Variable, Variable> current = new HashMap<>();
  private final List<Atom> constants = new ArrayList<>();

  /** The arrays of each pair as they are before the first of endless segments. */
  private final Map<SectionState.Pair, List<Variable>> first = new LinkedHashMap<>();

  /**
   * @param names of the function that the loop stands in
   */
  SectionCall(
      Statement loop, SectionState state, Section section, Member member, FreshNames names) {
    this.loop = loop;
    this.state = state;
    this.section = section;
    this.member = member;
    this.names = names;
    this.origin = loop.origin();
  }

  List<Statement> write() {
    Map<Variable, Variable> arrays = new LinkedHashMap<>();
    Optional<Variable> count = requireDistinct();
    for (SectionState.Input input : state.constants()) {
      constants.add(asItIs(input.variable(), statements));
    }
    for (SectionState.State each : state.states()) {
      if (each.isAssigned()) {
        current.put(each.variable(), each.variable());
      } else {
        arrays.put(each.variable(), begin(each.variable()));
      }
    }
    if (section.checkpoint().isCall()) {
      use(List.of(), statements);
    } else if (loop instanceof Statement.WhileLoop endless) {
      growingSegments(endless);
    } else if (count.isEmpty()) {
      Statement.CountedLoop counted = (Statement.CountedLoop) loop;
      Variable iterations = new IntegerCode(names, origin, statements).count(counted);
      countedSegments(iterations, statements);
    } else {
      // Without an iteration its arrays stay what they are: one, perhaps.
      List<Statement> segments = new ArrayList<>();
      countedSegments(count.get(), segments);
      statements.add(
          new Statement.If(isAny(count.get()), new Block(segments), Block.EMPTY, origin));
    }
    arrays.forEach(this::finish);
    return statements;
  }

  /**
   * Refuses one array under two names, where there is an iteration: without one nothing is written.
   *
   * @return the number of iterations, if it is known before the first and was asked for
   */
  private Optional<Variable> requireDistinct() {
    if (state.distinct().isEmpty()) {
      return Optional.empty();
    }
    if (section.checkpoint().isCall()) {
      requireDistinct(statements);
      return Optional.empty();
    }
    if (loop instanceof Statement.CountedLoop counted) {
      Variable count = new IntegerCode(names, origin, statements).count(counted);
      List<Statement> checks = new ArrayList<>();
      requireDistinct(checks);
      statements.add(new Statement.If(isAny(count), new Block(checks), Block.EMPTY, origin));
      return Optional.of(count);
    }
    for (SectionState.Pair pair : state.distinct()) {
      first.put(pair, List.of(asItIs(pair.one(), statements), asItIs(pair.other(), statements)));
    }
    return Optional.empty();
  }

  private Variable isAny(Variable count) {
    return new IntegerCode(names, origin, statements)
        .apply("isAny", Symbol.GT, count, Constant.of(0));
  }

  private void requireDistinct(List<Statement> into) {
    for (SectionState.Pair pair : state.distinct()) {
      require(pair, asItIs(pair.one(), into), asItIs(pair.other(), into), into);
    }
  }

  private void require(SectionState.Pair pair, Variable one, Variable other, List<Statement> into) {
    String what = section.checkpoint().isCall() ? "call" : "loop";
    String place = origin.line() > 0 ? " of " + origin.place() : "";
    String text =
        "%s are one array where the checkpointed %s%s begins, which writes it"
            .formatted(pair.text(), what, place);
    new DistinctArrays(names, origin).require(one, other, text, into);
  }

  /** A variable that keeps the value. */
  private Variable asItIs(Variable variable, List<Statement> into) {
    return variable.isMutable()
        ? new IntegerCode(names, origin, into).copy(variable, variable.name())
        : variable;
  }

  /**
   * An array whose contents change: states are arrays of their own, of which nothing is written
   * once it is there, so that a segment stores no copy.
   *
   * @return the array itself
   */
  private Variable begin(Variable array) {
    Variable itself = asItIs(array, statements);
    Variable copy = new ElementLoops(names, origin).copy(itself, statements);
    Variable now = names.fresh(array.name() + "State", array.type(), Role.MUTABLE);
    statements.add(new Statement.Declare(now, origin));
    statements.add(new Statement.Assign(now, new Operation.Copy(copy), origin));
    current.put(array, now);
    return itself;
  }

  private void finish(Variable array, Variable itself) {
    Variable last = asItIs(current.get(array), statements);
    new ElementLoops(names, origin).overwrite(last, itself, statements);
  }

  private void use(List<Atom> range, List<Statement> into) {
    List<Atom> arguments = new ArrayList<>(range);
    arguments.addAll(constants);
    List<Variable> results = new ArrayList<>();
    for (SectionState.State each : state.states()) {
      if (each.isGiven()) {
        arguments.add(asItIs(current.get(each.variable()), into));
      }
      results.add(
          names.fresh(each.variable().name() + "Next", each.variable().type(), Role.SINGLE));
    }
    into.add(new Statement.Invoke(results, member, arguments, origin));
    for (int i = 0; i < results.size(); i++) {
      Variable target = current.get(state.states().get(i).variable());
      into.add(new Statement.Assign(target, new Operation.Copy(results.get(i)), origin));
    }
  }

  private void countedSegments(Variable count, List<Statement> into) {
    IntegerCode code = new IntegerCode(names, origin, into);
    if (section.checkpoint().snapshots() > 0) {
      use(List.of(Constant.of(0), count), into);
      return;
    }
    Atom segments = Constant.of(section.checkpoint().segments());
    if (section.checkpoint().segments() == 0) {
      Variable number = code.convert("number", count, Scalar.DOUBLE);
      Variable root = code.math("root", "sqrt", Scalar.DOUBLE, number);
      Variable ceiling = code.math("ceiling", "ceil", Scalar.DOUBLE, root);
      Variable rounded = code.convert("rounded", ceiling, Scalar.INT);
      segments = code.math("segments", "max", Scalar.INT, Constant.of(1), rounded);
    }
    // As many as fit in are as long as the others, without a number that int does not hold.
    Variable some = code.math("some", "max", Scalar.INT, count, Constant.of(1));
    Variable less = code.apply("less", Symbol.SUB, some, Constant.of(1));
    Variable share = code.apply("share", Symbol.DIV, less, segments);
    Variable length = code.apply("length", Symbol.ADD, share, Constant.of(1));
    Variable full = code.apply("full", Symbol.DIV, less, length);
    Variable all = code.apply("segmentCount", Symbol.ADD, full, Constant.of(1));
    Variable segment = names.fresh("segment", Scalar.INT, Role.SINGLE);
    List<Statement> body = new ArrayList<>();
    IntegerCode inside = new IntegerCode(names, origin, body);
    Variable first = inside.apply("first", Symbol.MUL, segment, length);
    Variable rest = inside.apply("rest", Symbol.SUB, count, first);
    Variable own = inside.math("own", "min", Scalar.INT, length, rest);
    Variable last = inside.apply("last", Symbol.ADD, first, own);
    use(List.of(first, last), body);
    into.add(
        new Statement.CountedLoop(
            segment.name(), segment, Constant.of(0), Symbol.LT, all, 1, new Block(body), origin));
  }

  /** Each is longer by one iteration than the one before, which comes to about twice the root. */
  private void growingSegments(Statement.WhileLoop endless) {
    Variable length = names.fresh("length", Scalar.INT, Role.MUTABLE);
    statements.add(new Statement.Declare(length, origin));
    statements.add(new Statement.Assign(length, new Operation.Copy(Constant.of(0)), origin));
    List<Statement> body = new ArrayList<>();
    first.forEach((pair, arrays) -> require(pair, arrays.get(0), arrays.get(1), body));
    body.add(new Statement.Accumulate(length, Constant.of(1), origin));
    use(List.of(new IntegerCode(names, origin, body).copy(length, "limit")), body);
    Map<Variable, Atom> now = new HashMap<>();
    List<Statement> header = new ArrayList<>();
    for (Variable asked : FreeVariables.of(endless.header())) {
      // Between segments an array that they write is what its state is.
      boolean isState = current.containsKey(asked) && !current.get(asked).equals(asked);
      now.put(asked, isState ? asItIs(current.get(asked), header) : asked);
    }
    Atom condition = endless.condition();
    if (header.isEmpty()) {
      header.addAll(endless.header().statements());
    } else {
      header.addAll(new Renaming(names, now).rename(endless.header()).statements());
      condition = now.getOrDefault(condition, condition);
    }
    statements.add(
        new Statement.WhileLoop(
            names.fresh("segment", Scalar.INT, Role.SINGLE).name(),
            new Block(header),
            condition,
            new Block(body),
            origin));
  }
}
