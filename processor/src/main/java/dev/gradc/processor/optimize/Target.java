package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Optional;

/** The variable that a statement itself defines, declares or changes, if any. */
final class Target implements Statement.Visitor<Optional<Variable>> {

  /** Of any statement. */
  static Optional<Variable> of(Statement statement) {
    return statement.accept(new Target());
  }

  @Override
  public Optional<Variable> declare(Statement.Declare statement) {
    return Optional.of(statement.variable());
  }

  @Override
  public Optional<Variable> assign(Statement.Assign statement) {
    return Optional.of(statement.target());
  }

  @Override
  public Optional<Variable> store(Statement.Store statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> accumulate(Statement.Accumulate statement) {
    return Optional.of(statement.target());
  }

  @Override
  public Optional<Variable> accumulateElement(Statement.AccumulateElement statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> call(Statement.Call statement) {
    return statement.target();
  }

  @Override
  public Optional<Variable> invoke(Statement.Invoke statement) {
    return statement.target();
  }

  @Override
  public Optional<Variable> conditional(Statement.If statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> countedLoop(Statement.CountedLoop statement) {
    return Optional.of(statement.index());
  }

  @Override
  public Optional<Variable> whileLoop(Statement.WhileLoop statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> reserve(Statement.Reserve statement) {
    return Optional.of(statement.slot());
  }

  @Override
  public Optional<Variable> reserveRow(Statement.ReserveRow statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> clear(Statement.Clear statement) {
    return Optional.empty();
  }
}
