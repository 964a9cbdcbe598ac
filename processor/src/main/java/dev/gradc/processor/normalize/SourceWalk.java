package dev.gradc.processor.normalize;

import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.List;
import java.util.function.Consumer;

/** Shows every expression and statement of a piece of source to a consumer, outer ones first. */
final class SourceWalk implements Expression.Visitor<Void>, SourceStatement.Visitor<Void> {

  private final Consumer<Expression> expressions;
  private final Consumer<SourceStatement> statements;

  SourceWalk(Consumer<Expression> expressions, Consumer<SourceStatement> statements) {
    this.expressions = expressions;
    this.statements = statements;
  }

  void walk(Expression expression) {
    expressions.accept(expression);
    expression.accept(this);
  }

  void walk(SourceStatement statement) {
    statements.accept(statement);
    statement.accept(this);
  }

  private void walk(Place place) {
    if (place instanceof Place.ElementPlace element) {
      walk(element.array());
      walk(element.index());
    }
  }

  private void walkAll(List<? extends SourceStatement> list) {
    list.forEach(this::walk);
  }

  @Override
  public Void literal(Expression.Literal expression) {
    return null;
  }

  @Override
  public Void read(Expression.Read expression) {
    walk(expression.place());
    return null;
  }

  @Override
  public Void apply(Expression.Apply expression) {
    expression.arguments().forEach(this::walk);
    return null;
  }

  @Override
  public Void shortCircuit(Expression.ShortCircuit expression) {
    walk(expression.left());
    walk(expression.right());
    return null;
  }

  @Override
  public Void conditional(Expression.Conditional expression) {
    walk(expression.condition());
    walk(expression.whenTrue());
    walk(expression.whenFalse());
    return null;
  }

  @Override
  public Void assign(Expression.Assign expression) {
    walk(expression.place());
    walk(expression.value());
    return null;
  }

  @Override
  public Void compoundAssign(Expression.CompoundAssign expression) {
    walk(expression.place());
    walk(expression.value());
    return null;
  }

  @Override
  public Void length(Expression.Length expression) {
    walk(expression.array());
    return null;
  }

  @Override
  public Void newArray(Expression.NewArray expression) {
    expression.lengths().forEach(this::walk);
    return null;
  }

  @Override
  public Void arrayLiteral(Expression.ArrayLiteral expression) {
    expression.elements().forEach(this::walk);
    return null;
  }

  @Override
  public Void inspect(Expression.Inspect expression) {
    expression.objects().forEach(this::walk);
    return null;
  }

  @Override
  public Void call(Expression.Call expression) {
    expression.arguments().forEach(this::walk);
    return null;
  }

  @Override
  public Void sequence(Expression.Sequence expression) {
    walkAll(expression.statements());
    expression.value().ifPresent(this::walk);
    return null;
  }

  @Override
  public Void component(Expression.Component expression) {
    walk(expression.record());
    return null;
  }

  @Override
  public Void newRecord(Expression.NewRecord expression) {
    expression.arguments().forEach(this::walk);
    return null;
  }

  @Override
  public Void declaration(SourceStatement.Declaration statement) {
    statement.initial().ifPresent(this::walk);
    return null;
  }

  @Override
  public Void expression(SourceStatement.ExpressionStatement statement) {
    walk(statement.expression());
    return null;
  }

  @Override
  public Void block(SourceStatement.BlockStatement statement) {
    walkAll(statement.statements());
    return null;
  }

  @Override
  public Void conditional(SourceStatement.IfStatement statement) {
    walk(statement.condition());
    walk(statement.then());
    walk(statement.otherwise());
    return null;
  }

  @Override
  public Void loop(SourceStatement.Loop statement) {
    walkAll(statement.initial());
    walk(statement.condition());
    statement.update().forEach(this::walk);
    walk(statement.body());
    return null;
  }

  @Override
  public Void doWhile(SourceStatement.DoWhile statement) {
    walk(statement.body());
    walk(statement.condition());
    return null;
  }

  @Override
  public Void leavable(SourceStatement.Leavable statement) {
    walk(statement.body());
    return null;
  }

  @Override
  public Void jump(SourceStatement.Jump statement) {
    return null;
  }

  @Override
  public Void throwing(SourceStatement.Throw statement) {
    walk(statement.exception());
    return null;
  }

  @Override
  public Void returning(SourceStatement.Return statement) {
    statement.value().ifPresent(this::walk);
    return null;
  }
}
