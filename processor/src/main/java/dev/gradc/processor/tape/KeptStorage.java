package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes storage out of a function again that {@link ReverseFunction} has put into it, and what has
 * followed it since: variables that begin as empty arrays live outside, and are kept from call to
 * call. There are no objects among them, since calls with a pullback have no second derivative.
 */
public final class KeptStorage {

  /**
   * What is left.
   *
   * @param block mentions the storage without declaring it
   */
  public record Lifted(Block block, List<Variable> storage) {
    public Lifted {
      storage = List.copyOf(storage);
    }
  }

  /** The body of a function without its storage. */
  public Lifted lift(Block body) {
    Set<Variable> empty = new LinkedHashSet<>();
    Set<Variable> storage = new LinkedHashSet<>();
    Set<Variable> declared = new LinkedHashSet<>();
    for (Statement statement : body.statements()) {
      if (statement instanceof Statement.Declare declare) {
        declared.add(declare.variable());
      } else if (statement instanceof Statement.Assign assign && isEmpty(assign.operation())) {
        empty.add(assign.target());
      } else if (isFirst(statement, empty, declared)) {
        storage.add(((Statement.Assign) statement).target());
      }
    }
    List<Statement> left = new ArrayList<>();
    for (Statement statement : body.statements()) {
      boolean isOfStorage =
          (statement instanceof Statement.Declare declare && storage.contains(declare.variable()))
              || (statement instanceof Statement.Assign assign && empty.contains(assign.target()))
              || isFirst(statement, empty, declared);
      if (!isOfStorage) {
        left.add(statement);
      }
    }
    return new Lifted(new Block(left), List.copyOf(storage));
  }

  private static boolean isFirst(Statement statement, Set<Variable> empty, Set<Variable> declared) {
    return statement instanceof Statement.Assign assign
        && declared.contains(assign.target())
        && assign.operation() instanceof Operation.Copy copy
        && empty.contains(copy.value());
  }

  private static boolean isEmpty(Operation operation) {
    return operation instanceof Operation.NewArray array
        && array.purpose() == Purpose.SLOT
        && array.lengths().equals(List.of(Constant.of(0)));
  }
}
