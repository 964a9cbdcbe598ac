package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Set;

/** Whether a statement matters for itself, even if nobody reads the variable that it gives. */
final class Effects implements Statement.Visitor<Boolean> {

  private final boolean isUserCode;
  private final Set<Variable> ours;
  private final Purity purity;

  /**
   * @param isUserCode whether what may throw matters
   * @param ours variables for which it does not matter in any case
   * @param allocated array variables that are known not to be null
   */
  Effects(boolean isUserCode, Set<Variable> ours, Set<Variable> allocated) {
    this.ours = ours;
    this.isUserCode = isUserCode;
    this.purity = new Purity(allocated);
  }

  boolean of(Statement statement) {
    return statement.accept(this);
  }

  @Override
  public Boolean declare(Statement.Declare statement) {
    return false;
  }

  @Override
  public Boolean assign(Statement.Assign statement) {
    return isUserCode
        && !ours.contains(statement.target())
        && !statement.operation().accept(purity);
  }

  @Override
  public Boolean store(Statement.Store statement) {
    return true;
  }

  @Override
  public Boolean accumulate(Statement.Accumulate statement) {
    return false;
  }

  @Override
  public Boolean accumulateElement(Statement.AccumulateElement statement) {
    return true;
  }

  @Override
  public Boolean call(Statement.Call statement) {
    return true;
  }

  @Override
  public Boolean invoke(Statement.Invoke statement) {
    boolean isOurs = !isUserCode || ours.containsAll(statement.targets());
    return !(isOurs && statement.member().isOfTensors() && !statement.targets().isEmpty());
  }

  @Override
  public Boolean throwing(Statement.Throw statement) {
    return true;
  }

  @Override
  public Boolean conditional(Statement.If statement) {
    return false;
  }

  /** Its number of iterations is known at entry, so it ends; what it does is in its body. */
  @Override
  public Boolean countedLoop(Statement.CountedLoop statement) {
    return false;
  }

  /** It might never end, and leaving it out would change that. */
  @Override
  public Boolean whileLoop(Statement.WhileLoop statement) {
    return true;
  }

  @Override
  public Boolean reserve(Statement.Reserve statement) {
    return true;
  }

  @Override
  public Boolean reserveRow(Statement.ReserveRow statement) {
    return true;
  }

  @Override
  public Boolean clear(Statement.Clear statement) {
    return true;
  }
}
