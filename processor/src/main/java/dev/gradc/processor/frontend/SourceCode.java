package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Pieces of source, all at one place, for constructs that are written out as others. */
final class SourceCode {

  private final Origin origin;

  SourceCode(Origin origin) {
    this.origin = origin;
  }

  Expression number(int value) {
    return new Expression.Literal(Constant.of(value), origin);
  }

  Expression read(Local local) {
    return new Expression.Read(new Place.LocalPlace(local), origin);
  }

  Expression length(Local array) {
    return new Expression.Length(read(array), origin);
  }

  Place element(Local array, Expression index) {
    return new Place.ElementPlace(read(array), index);
  }

  Expression load(Local array, Expression index) {
    return new Expression.Read(element(array, index), origin);
  }

  Expression newArray(Type element, Expression length) {
    return new Expression.NewArray(element, List.of(length), origin);
  }

  Expression integers(Symbol symbol, Expression left, Expression right) {
    return new Expression.Apply(
        new BasicOperator(symbol, Scalar.INT), List.of(left, right), origin);
  }

  Expression not(Expression condition) {
    return new Expression.Apply(
        new BasicOperator(Symbol.NOT, Scalar.BOOLEAN), List.of(condition), origin);
  }

  /** {@code Math.min}. */
  Expression smaller(Expression left, Expression right) {
    MathFunction min =
        new MathFunction("java.lang.Math", "min", List.of(Scalar.INT, Scalar.INT), Scalar.INT);
    return new Expression.Apply(min, List.of(left, right), origin);
  }

  SourceStatement declare(Local local, Expression value) {
    return new SourceStatement.Declaration(local, Optional.of(value), origin);
  }

  SourceStatement assign(Place place, Expression value) {
    return new SourceStatement.ExpressionStatement(
        new Expression.Assign(place, value, origin), origin);
  }

  SourceStatement.BlockStatement block(SourceStatement... statements) {
    return new SourceStatement.BlockStatement(List.of(statements), origin);
  }

  SourceStatement choose(
      Expression condition,
      SourceStatement.BlockStatement then,
      SourceStatement.BlockStatement otherwise) {
    return new SourceStatement.IfStatement(condition, then, otherwise, origin);
  }

  /** {@code for (int index = from; index < bound; index++)}. */
  SourceStatement countUp(
      Optional<String> label,
      Local index,
      Expression from,
      Expression bound,
      SourceStatement.BlockStatement body) {
    return countUp(label, index, from, bound, body, Optional.empty());
  }

  /** The same of a loop that may be checkpointed. */
  SourceStatement countUp(
      Optional<String> label,
      Local index,
      Expression from,
      Expression bound,
      SourceStatement.BlockStatement body,
      Optional<Checkpoint> checkpoint) {
    return new SourceStatement.Loop(
        label,
        List.of(declare(index, from)),
        integers(Symbol.LT, read(index), bound),
        List.of(step(index, Symbol.ADD)),
        body,
        checkpoint,
        origin);
  }

  /** {@code for (int index = from; index >= 0; index--)}. */
  SourceStatement countDown(Local index, Expression from, SourceStatement.BlockStatement body) {
    return new SourceStatement.Loop(
        Optional.empty(),
        List.of(declare(index, from)),
        integers(Symbol.GE, read(index), number(0)),
        List.of(step(index, Symbol.SUB)),
        body,
        Optional.empty(),
        origin);
  }

  private Expression step(Local index, Symbol symbol) {
    return new Expression.CompoundAssign(
        new Place.LocalPlace(index),
        new BasicOperator(symbol, Scalar.INT),
        number(1),
        true,
        origin);
  }

  Expression sequence(List<SourceStatement> statements, Expression value) {
    return new Expression.Sequence(statements, Optional.of(value), origin);
  }

  Expression sequence(List<SourceStatement> statements) {
    return new Expression.Sequence(statements, Optional.empty(), origin);
  }

  /** A new array of what becomes of each element. */
  Expression mapped(
      Locals locals, Expression array, ArrayType result, UnaryOperator<Expression> element) {
    Local from = locals.hidden("from", array.type().orElseThrow(), origin);
    Local to = locals.hidden("to", result, origin);
    Local index = locals.hidden("index", Scalar.INT, origin);
    SourceStatement body = assign(element(to, read(index)), element.apply(load(from, read(index))));
    return sequence(
        List.of(
            declare(from, array),
            declare(to, newArray(result.element(), length(from))),
            countUp(Optional.empty(), index, number(0), length(from), block(body))),
        read(to));
  }

  static Type elementOf(Local array) {
    return ((ArrayType) array.type()).element();
  }
}
