package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Statement;
import java.util.List;

/**
 * The atoms that a statement itself reads, not those of the blocks within it. An accumulation is
 * not among the readers of its target: it asks for the old value only where somebody asks for the
 * new.
 */
final class Reads implements Statement.Visitor<List<Atom>> {

  /** Of any statement. */
  static List<Atom> of(Statement statement) {
    return statement.accept(new Reads());
  }

  @Override
  public List<Atom> declare(Statement.Declare statement) {
    return List.of();
  }

  @Override
  public List<Atom> assign(Statement.Assign statement) {
    return statement.operation().arguments();
  }

  @Override
  public List<Atom> store(Statement.Store statement) {
    return List.of(statement.array(), statement.index(), statement.value());
  }

  @Override
  public List<Atom> accumulate(Statement.Accumulate statement) {
    return List.of(statement.value());
  }

  @Override
  public List<Atom> accumulateElement(Statement.AccumulateElement statement) {
    return List.of(statement.array(), statement.index(), statement.value());
  }

  @Override
  public List<Atom> call(Statement.Call statement) {
    return statement.arguments();
  }

  @Override
  public List<Atom> invoke(Statement.Invoke statement) {
    return statement.arguments();
  }

  @Override
  public List<Atom> throwing(Statement.Throw statement) {
    return List.of(statement.exception());
  }

  @Override
  public List<Atom> conditional(Statement.If statement) {
    return List.of(statement.condition());
  }

  @Override
  public List<Atom> countedLoop(Statement.CountedLoop statement) {
    return List.of(statement.from(), statement.bound());
  }

  /** The condition is read where the header ends, so it may be a variable of the header. */
  @Override
  public List<Atom> whileLoop(Statement.WhileLoop statement) {
    return List.of(statement.condition());
  }

  @Override
  public List<Atom> reserve(Statement.Reserve statement) {
    return List.of(statement.slot(), statement.size());
  }

  @Override
  public List<Atom> reserveRow(Statement.ReserveRow statement) {
    return List.of(statement.slots(), statement.index(), statement.size());
  }

  @Override
  public List<Atom> clear(Statement.Clear statement) {
    return List.of(statement.array(), statement.length());
  }
}
