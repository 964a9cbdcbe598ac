package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;

/** The variables that a statement itself defines, declares or changes. */
final class Targets implements Statement.Visitor<List<Variable>> {

  /** Of any statement. */
  static List<Variable> of(Statement statement) {
    return statement.accept(new Targets());
  }

  @Override
  public List<Variable> declare(Statement.Declare statement) {
    return List.of(statement.variable());
  }

  @Override
  public List<Variable> assign(Statement.Assign statement) {
    return List.of(statement.target());
  }

  @Override
  public List<Variable> store(Statement.Store statement) {
    return List.of();
  }

  @Override
  public List<Variable> accumulate(Statement.Accumulate statement) {
    return List.of(statement.target());
  }

  @Override
  public List<Variable> accumulateElement(Statement.AccumulateElement statement) {
    return List.of();
  }

  @Override
  public List<Variable> call(Statement.Call statement) {
    return statement.targets();
  }

  @Override
  public List<Variable> invoke(Statement.Invoke statement) {
    return statement.targets();
  }

  @Override
  public List<Variable> throwing(Statement.Throw statement) {
    return List.of();
  }

  @Override
  public List<Variable> conditional(Statement.If statement) {
    return List.of();
  }

  @Override
  public List<Variable> countedLoop(Statement.CountedLoop statement) {
    return List.of(statement.index());
  }

  @Override
  public List<Variable> whileLoop(Statement.WhileLoop statement) {
    return List.of();
  }

  @Override
  public List<Variable> reserve(Statement.Reserve statement) {
    return List.of(statement.slot());
  }

  @Override
  public List<Variable> reserveRow(Statement.ReserveRow statement) {
    return List.of();
  }

  @Override
  public List<Variable> clear(Statement.Clear statement) {
    return List.of();
  }
}
