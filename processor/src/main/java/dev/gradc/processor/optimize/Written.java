package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Optional;

/** The array whose elements a statement itself writes, if any; calls are a matter of their own. */
final class Written extends Unnested<Optional<Variable>> {

  /** By any statement. */
  static Optional<Variable> by(Statement statement) {
    return statement.accept(new Written());
  }

  @Override
  Optional<Variable> plain(Statement statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> store(Statement.Store statement) {
    return Optional.of(statement.array());
  }

  @Override
  public Optional<Variable> accumulateElement(Statement.AccumulateElement statement) {
    return Optional.of(statement.array());
  }

  /** The row is another array afterwards: loads of rows from before are out of date. */
  @Override
  public Optional<Variable> reserveRow(Statement.ReserveRow statement) {
    return Optional.of(statement.slots());
  }

  @Override
  public Optional<Variable> clear(Statement.Clear statement) {
    return Optional.of(statement.array());
  }

  @Override
  public Optional<Variable> conditional(Statement.If statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> countedLoop(Statement.CountedLoop statement) {
    return Optional.empty();
  }

  @Override
  public Optional<Variable> whileLoop(Statement.WhileLoop statement) {
    return Optional.empty();
  }
}
