package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Statement;

/** Takes all statements that hold no block alike, but for those that a subclass singles out. */
abstract class Unnested<R> implements Statement.Visitor<R> {

  /** A statement that holds no block. */
  abstract R plain(Statement statement);

  @Override
  public R declare(Statement.Declare statement) {
    return plain(statement);
  }

  @Override
  public R assign(Statement.Assign statement) {
    return plain(statement);
  }

  @Override
  public R store(Statement.Store statement) {
    return plain(statement);
  }

  @Override
  public R accumulate(Statement.Accumulate statement) {
    return plain(statement);
  }

  @Override
  public R accumulateElement(Statement.AccumulateElement statement) {
    return plain(statement);
  }

  @Override
  public R call(Statement.Call statement) {
    return plain(statement);
  }

  @Override
  public R invoke(Statement.Invoke statement) {
    return plain(statement);
  }

  @Override
  public R throwing(Statement.Throw statement) {
    return plain(statement);
  }

  @Override
  public R reserve(Statement.Reserve statement) {
    return plain(statement);
  }

  @Override
  public R reserveRow(Statement.ReserveRow statement) {
    return plain(statement);
  }

  @Override
  public R clear(Statement.Clear statement) {
    return plain(statement);
  }
}
