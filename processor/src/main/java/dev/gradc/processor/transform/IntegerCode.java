package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Collections;
import java.util.List;

/** Statements that compute numbers of iterations. */
final class IntegerCode {

  private static final String MATH = "java.lang.Math";

  private final FreshNames names;
  private final Origin origin;
  private final List<Statement> statements;

  /**
   * @param statements where they go
   */
  IntegerCode(FreshNames names, Origin origin, List<Statement> statements) {
    this.names = names;
    this.origin = origin;
    this.statements = statements;
  }

  Variable apply(String name, Symbol symbol, Atom left, Atom right) {
    return define(name, new BasicOperator(symbol, (Scalar) left.type()), left, right);
  }

  Variable math(String name, String function, Scalar result, Atom... arguments) {
    Scalar type = (Scalar) arguments[0].type();
    List<Scalar> types = Collections.nCopies(arguments.length, type);
    return define(name, new MathFunction(MATH, function, types, result), arguments);
  }

  Variable convert(String name, Atom value, Scalar type) {
    return define(name, new Conversion((Scalar) value.type(), type), value);
  }

  Variable copy(Variable mutable, String name) {
    Variable target = names.fresh(name, mutable.type(), Role.SINGLE);
    statements.add(new Statement.Assign(target, new Operation.Copy(mutable), origin));
    return target;
  }

  private Variable define(String name, Operator operator, Atom... arguments) {
    Variable target = names.fresh(name, operator.result(), Role.SINGLE);
    statements.add(new Statement.Assign(target, Operation.Apply.of(operator, arguments), origin));
    return target;
  }

  /** How many iterations a loop has, which is thrown at if {@code int} does not hold it. */
  Variable count(Statement.CountedLoop loop) {
    boolean isUp = loop.isUp();
    boolean isStrict = loop.isStrict();
    if (loop.from().equals(Constant.of(0)) && loop.step() == 1 && isStrict) {
      return math("iterations", "max", Scalar.INT, Constant.of(0), loop.bound());
    }
    long stride = Math.abs((long) loop.step());
    Atom from = convert("from", loop.from(), Scalar.LONG);
    Atom bound = convert("bound", loop.bound(), Scalar.LONG);
    Atom span =
        isUp ? apply("span", Symbol.SUB, bound, from) : apply("span", Symbol.SUB, from, bound);
    Atom padded = apply("span", Symbol.ADD, span, number(isStrict ? stride - 1 : stride));
    Atom trips = apply("trips", Symbol.DIV, padded, number(stride));
    Atom atLeastZero = math("trips", "max", Scalar.LONG, number(0), trips);
    if (stride == 1) {
      return math("iterations", "toIntExact", Scalar.INT, atLeastZero);
    }
    // Beyond the end of int Java's counter would go on at the other end, and the loop with it.
    Atom distance = apply("distance", Symbol.MUL, atLeastZero, number(stride));
    Atom after = apply("after", isUp ? Symbol.ADD : Symbol.SUB, from, distance);
    Atom reached = convert("reached", math("after", "toIntExact", Scalar.INT, after), Scalar.LONG);
    Atom way =
        isUp ? apply("way", Symbol.SUB, reached, from) : apply("way", Symbol.SUB, from, reached);
    Atom count = apply("count", Symbol.DIV, way, number(stride));
    return math("iterations", "toIntExact", Scalar.INT, count);
  }

  private static Constant number(long value) {
    return new Constant(value, Scalar.LONG);
  }
}
