package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Set;

/** Whether a user could tell that an operation whose value nobody reads was left out. */
final class Purity implements Operation.Visitor<Boolean> {

  private final Set<Variable> allocated;

  /**
   * @param allocated array variables that are known not to be null
   */
  Purity(Set<Variable> allocated) {
    this.allocated = allocated;
  }

  /** Whether an operator's value depends on its arguments alone: not so for {@code random()}. */
  static boolean isPure(Operator operator) {
    return !operator.parameters().isEmpty();
  }

  @Override
  public Boolean copy(Operation.Copy operation) {
    return true;
  }

  @Override
  public Boolean detachArray(Operation.DetachArray operation) {
    return true;
  }

  @Override
  public Boolean apply(Operation.Apply operation) {
    Operator operator = operation.operator();
    return isPure(operator) && (!operator.mayThrow() || dividesByConstant(operation));
  }

  /** Integer division throws for a divisor of zero only. */
  private static boolean dividesByConstant(Operation.Apply operation) {
    if (!(operation.operator() instanceof BasicOperator)) {
      return false;
    }
    Atom divisor = operation.arguments().get(1);
    return divisor instanceof Constant constant && !constant.equals(Constant.zero(constant.type()));
  }

  @Override
  public Boolean load(Operation.Load operation) {
    return false;
  }

  @Override
  public Boolean length(Operation.Length operation) {
    return allocated.contains(operation.array());
  }

  /**
   * The user's arrays may be of negative length or exhaust the heap, if they are not empty; ours
   * are not the user's.
   */
  @Override
  public Boolean newArray(Operation.NewArray operation) {
    return operation.purpose() != Operation.NewArray.Purpose.PRIMAL
        || operation.lengths().equals(List.of(Constant.of(0)));
  }

  @Override
  public Boolean inspect(Operation.Inspect operation) {
    // There may be no object to read a field of.
    return operation.aspect() != Operation.Inspect.Aspect.FIELD;
  }

  @Override
  public Boolean adjointLike(Operation.AdjointLike operation) {
    return true;
  }
}
