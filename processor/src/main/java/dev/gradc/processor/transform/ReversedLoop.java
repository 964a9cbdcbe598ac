package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.IntRanges;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;

/** Loops that run over the iterations of another loop from the last to the first. */
final class ReversedLoop {

  private final IntRanges ranges;
  private final FreshNames names;
  private final List<Statement> statements;

  /**
   * @param ranges of what loops begin and end with
   * @param statements where the loop goes
   */
  ReversedLoop(IntRanges ranges, FreshNames names, List<Statement> statements) {
    this.ranges = ranges;
    this.names = names;
    this.statements = statements;
  }

  /** Runs the body for the indices of a counted loop, in reverse. */
  void countDown(Statement.CountedLoop loop, Block body) {
    boolean isUp = loop.isUp();
    Symbol relation = isUp ? Symbol.GE : Symbol.LE;
    Atom end = loop.from();
    IntRanges.Range from = ranges.of(end);
    int stride = Math.abs(loop.step());
    boolean mayPass =
        isUp ? from.low() - stride < Integer.MIN_VALUE : from.high() + stride > Integer.MAX_VALUE;
    if (mayPass) {
      // The loop would go on at the other end of all numbers.
      relation = isUp ? Symbol.GT : Symbol.LT;
      String exact = isUp ? "subtractExact" : "addExact";
      end = code(loop).math("end", exact, Scalar.INT, end, Constant.of(stride));
    }
    Atom last = last(loop);
    if (stride > 1 && mayPassTheEnd(loop, stride)) {
      // Java's counter would go on at the other end of all numbers, and the loop with it.
      String exact = isUp ? "addExact" : "subtractExact";
      Atom next = code(loop).math("next", exact, Scalar.INT, last, Constant.of(stride));
      last = emit("last", isUp ? Symbol.SUB : Symbol.ADD, next, Constant.of(stride), loop);
    }
    statements.add(
        new Statement.CountedLoop(
            loop.label(), loop.index(), last, relation, end, -loop.step(), body, loop.origin()));
  }

  private boolean mayPassTheEnd(Statement.CountedLoop loop, int stride) {
    IntRanges.Range bound = ranges.of(loop.bound());
    int within = loop.isStrict() ? stride - 1 : stride;
    return loop.isUp()
        ? bound.high() + within > Integer.MAX_VALUE
        : bound.low() - within < Integer.MIN_VALUE;
  }

  /** Runs the body for index = trips - 1, …, 0. */
  void countDown(String label, Variable index, Atom trips, Block body, Origin origin) {
    Operator minus = new BasicOperator(Symbol.SUB, Scalar.INT);
    Atom last = emit("last", minus, trips, Constant.of(1), origin);
    statements.add(
        new Statement.CountedLoop(label, index, last, Symbol.GE, Constant.of(0), -1, body, origin));
  }

  /**
   * The last index, or one before the first if there is no iteration: from + floorDiv(span, step) *
   * step, where span is the distance to the last index that the relation allows.
   */
  private Atom last(Statement.CountedLoop loop) {
    boolean isUp = loop.isUp();
    boolean isStrict = loop.isStrict();
    int stride = Math.abs(loop.step());
    IntRanges.Range from = ranges.of(loop.from());
    IntRanges.Range bound = ranges.of(loop.bound());
    Atom allowed = loop.bound();
    if ((isStrict || stride > 1) && isFarBack(bound, loop.step())) {
      allowed = notBefore(loop, isStrict);
      bound =
          isUp
              ? new IntRanges.Range(from.low() - 1, Math.max(from.high(), bound.high()))
              : new IntRanges.Range(Math.min(from.low(), bound.low()), from.high() + 1);
    }
    if (isStrict) {
      allowed = emit("last", isUp ? Symbol.SUB : Symbol.ADD, allowed, Constant.of(1), loop);
    }
    if (stride == 1) {
      return allowed;
    }
    Atom low = isUp ? loop.from() : allowed;
    Atom high = isUp ? allowed : loop.from();
    long most = isUp ? bound.high() - from.low() : from.high() - bound.low();
    long least = isUp ? bound.low() - 1 - from.high() : from.low() - bound.high() - 1;
    if (most > Integer.MAX_VALUE || least < Integer.MIN_VALUE) {
      return distant(loop, low, high);
    }
    Atom span = emit("span", Symbol.SUB, high, low, loop);
    Atom steps = code(loop).math("steps", "floorDiv", Scalar.INT, span, Constant.of(stride));
    Atom distance = emit("distance", Symbol.MUL, steps, Constant.of(stride), loop);
    return emit("last", isUp ? Symbol.ADD : Symbol.SUB, loop.from(), distance, loop);
  }

  /** Whether there may be no number for what comes before the bound. */
  private static boolean isFarBack(IntRanges.Range bound, int step) {
    return bound.low() - step < Integer.MIN_VALUE || bound.high() - step > Integer.MAX_VALUE;
  }

  /** The bound; or if it is before it, where the loop begins, or one before that. */
  private Atom notBefore(Statement.CountedLoop loop, boolean isStrict) {
    boolean isUp = loop.isUp();
    Atom nearest = loop.from();
    if (!isStrict) {
      nearest = emit("before", isUp ? Symbol.SUB : Symbol.ADD, nearest, Constant.of(1), loop);
    }
    String name = isUp ? "max" : "min";
    return code(loop).math("bound", name, Scalar.INT, loop.bound(), nearest);
  }

  private Atom distant(Statement.CountedLoop loop, Atom low, Atom high) {
    IntegerCode code = code(loop);
    Constant stride = new Constant((long) Math.abs(loop.step()), Scalar.LONG);
    Atom span =
        code.apply(
            "span",
            Symbol.SUB,
            code.convert("high", high, Scalar.LONG),
            code.convert("low", low, Scalar.LONG));
    Atom steps = code.math("steps", "floorDiv", Scalar.LONG, span, stride);
    Atom distance = code.apply("distance", Symbol.MUL, steps, stride);
    Atom from = code.convert("from", loop.from(), Scalar.LONG);
    Symbol symbol = loop.isUp() ? Symbol.ADD : Symbol.SUB;
    return code.convert("last", code.apply("last", symbol, from, distance), Scalar.INT);
  }

  private IntegerCode code(Statement.CountedLoop loop) {
    return new IntegerCode(names, loop.origin(), statements);
  }

  private Atom emit(String name, Symbol symbol, Atom left, Atom right, Statement.CountedLoop loop) {
    return emit(name, new BasicOperator(symbol, Scalar.INT), left, right, loop.origin());
  }

  private Atom emit(String name, Operator operator, Atom left, Atom right, Origin origin) {
    if (operator instanceof BasicOperator basic
        && left instanceof Constant a
        && right instanceof Constant b) {
      int x = (Integer) a.value();
      int y = (Integer) b.value();
      return switch (basic.symbol()) {
        case ADD -> Constant.of(x + y);
        case SUB -> Constant.of(x - y);
        case MUL -> Constant.of(x * y);
        default -> throw new IllegalArgumentException("not used here: " + basic.symbol());
      };
    }
    Variable target = names.fresh(name, Scalar.INT, Role.SINGLE);
    statements.add(new Statement.Assign(target, Operation.Apply.of(operator, left, right), origin));
    return target;
  }
}
