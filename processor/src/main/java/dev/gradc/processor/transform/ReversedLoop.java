package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
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

  private static final MathFunction FLOOR_DIV =
      new MathFunction("java.lang.Math", "floorDiv", List.of(Scalar.INT, Scalar.INT), Scalar.INT);

  private final FreshNames names;
  private final List<Statement> statements;

  /**
   * @param statements where the loop goes
   */
  ReversedLoop(FreshNames names, List<Statement> statements) {
    this.names = names;
    this.statements = statements;
  }

  /** Runs the body for the indices of a counted loop, in reverse. */
  void countDown(Statement.CountedLoop loop, Block body) {
    boolean isUp = loop.step() > 0;
    statements.add(
        new Statement.CountedLoop(
            loop.label(),
            loop.index(),
            last(loop),
            isUp ? Symbol.GE : Symbol.LE,
            loop.from(),
            -loop.step(),
            body,
            loop.origin()));
  }

  /** Runs the body for index = trips - 1, …, 0. */
  void countDown(String label, Variable index, Atom trips, Block body, Origin origin) {
    Atom last = emit("last", Symbol.SUB, trips, Constant.of(1), origin);
    statements.add(
        new Statement.CountedLoop(label, index, last, Symbol.GE, Constant.of(0), -1, body, origin));
  }

  /**
   * The last index, or one before the first if there is no iteration: from + floorDiv(span, step) *
   * step, where span is the distance to the last index that the relation allows.
   */
  private Atom last(Statement.CountedLoop loop) {
    boolean isUp = loop.step() > 0;
    boolean isStrict = loop.relation() == Symbol.LT || loop.relation() == Symbol.GT;
    Origin origin = loop.origin();
    Atom allowed = loop.bound();
    if (isStrict) {
      allowed = emit("last", isUp ? Symbol.SUB : Symbol.ADD, loop.bound(), Constant.of(1), origin);
    }
    int stride = Math.abs(loop.step());
    if (stride == 1) {
      return allowed;
    }
    Atom span =
        isUp
            ? emit("span", Symbol.SUB, allowed, loop.from(), origin)
            : emit("span", Symbol.SUB, loop.from(), allowed, origin);
    Atom steps = emit("steps", FLOOR_DIV, span, Constant.of(stride), origin);
    Atom distance = emit("distance", Symbol.MUL, steps, Constant.of(stride), origin);
    return isUp
        ? emit("last", Symbol.ADD, loop.from(), distance, origin)
        : emit("last", Symbol.SUB, loop.from(), distance, origin);
  }

  private Atom emit(String name, Symbol symbol, Atom left, Atom right, Origin origin) {
    return emit(name, new BasicOperator(symbol, Scalar.INT), left, right, origin);
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
