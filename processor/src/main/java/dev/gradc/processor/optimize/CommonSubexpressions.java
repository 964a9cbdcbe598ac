package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Pass#COMMON_SUBEXPRESSIONS}. */
final class CommonSubexpressions {

  /** The block with copies in the place of what is computed already. */
  Block run(Block block) {
    return new Walk().rewrite(block);
  }

  /**
   * One walk in the order of execution. A loaded value is good as long as no array of its type is
   * written: every write begins a new epoch of that type, and values of older epochs are not used.
   */
  private static final class Walk extends Rewriting {

    private final ScopedMap<Operation, Computed> computed = new ScopedMap<>();
    private final Map<Type, Integer> epochs = new HashMap<>();
    private final Changes changes = new Changes();
    private int calls;
    private int checkpoints;

    /** An atom that has the value of an operation; for loads only in this epoch. */
    private record Computed(Atom value, int epoch) {}

    @Override
    void simple(Statement statement) {
      if (statement instanceof Statement.Store store && isThereAlready(store)) {
        return;
      }
      emit(statement);
      Written.by(statement).ifPresent(array -> write(Changes.elementOf(array)));
      if (statement instanceof Statement.Call || statement instanceof Statement.Invoke) {
        calls++;
      }
      if (statement instanceof Statement.Store store) {
        recall(store);
      }
    }

    private void write(Type element) {
      epochs.merge(element, 1, Integer::sum);
    }

    /** The element was loaded or stored, so it exists, and has held this value since. */
    private boolean isThereAlready(Statement.Store store) {
      Operation load = new Operation.Load(store.array(), store.index());
      Computed found = isConstant(load) ? find(load) : null;
      return found != null && found.value().equals(store.value());
    }

    /** What was just stored is what a load would give. */
    private void recall(Statement.Store store) {
      Operation load = new Operation.Load(store.array(), store.index());
      boolean isSameType =
          store.value().type().equals(((ArrayType) store.array().type()).element());
      if (isSameType && isConstant(load) && !isMutable(store.value())) {
        computed.put(load, new Computed(store.value(), epoch(load)));
      }
    }

    private int epoch(Operation operation) {
      if (!(operation instanceof Operation.Load load)) {
        return 0;
      }
      Type element = Changes.elementOf(load.array());
      return calls
          + epochs.getOrDefault(element, 0)
          + (((ArrayType) load.array().type()).element() instanceof ArrayType ? checkpoints : 0);
    }

    @Override
    public Void assign(Statement.Assign statement) {
      Operation operation = statement.operation();
      if (!isRepeatable(operation) || statement.target().isMutable()) {
        emit(statement);
        return null;
      }
      Computed found = find(operation);
      if (found == null) {
        emit(statement);
        computed.put(operation, new Computed(statement.target(), epoch(operation)));
      } else {
        emit(
            new Statement.Assign(
                statement.target(), new Operation.Copy(found.value()), statement.origin()));
      }
      return null;
    }

    private Computed find(Operation operation) {
      Computed found = computed.get(operation);
      if (found == null && operation instanceof Operation.Apply apply && commutes(apply)) {
        List<Atom> arguments = apply.arguments();
        found =
            computed.get(Operation.Apply.of(apply.operator(), arguments.get(1), arguments.get(0)));
      }
      return found != null && found.epoch() == epoch(operation) ? found : null;
    }

    /** Addition and multiplication commute in Java's floating point too. */
    private static boolean commutes(Operation.Apply apply) {
      return apply.operator() instanceof BasicOperator basic
          && (basic.symbol() == BasicOperator.Symbol.ADD
              || basic.symbol() == BasicOperator.Symbol.MUL);
    }

    private static boolean isRepeatable(Operation operation) {
      boolean isPure =
          operation instanceof Operation.Load
              || operation instanceof Operation.Length
              || operation instanceof Operation.Inspect
              || (operation instanceof Operation.Apply apply && Purity.isPure(apply.operator()));
      return isPure && isConstant(operation);
    }

    private static boolean isConstant(Operation operation) {
      return operation.arguments().stream().noneMatch(Walk::isMutable);
    }

    private static boolean isMutable(Atom atom) {
      return atom instanceof Variable variable && variable.isMutable();
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      emit(statement);
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      Block then = inner(statement.then());
      emit(around(statement, then, inner(statement.otherwise())));
      return null;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      enter(statement.checkpoint());
      write(statement.body());
      emit(around(statement, inner(statement.body())));
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      enter(statement.checkpoint());
      write(statement.header());
      write(statement.body());
      Block header = inner(statement.header());
      emit(around(statement, header, inner(statement.body())));
      return null;
    }

    /**
     * A part that runs again is given arrays: its rows are to be seen to be those of one of them.
     */
    private void enter(Optional<Checkpoint> checkpoint) {
      if (checkpoint.isPresent()) {
        checkpoints++;
      }
    }

    /** Loads from before a loop are no good in it if an earlier iteration may have written. */
    private void write(Block block) {
      Changes.Summary summary = changes.of(block);
      summary.elements().forEach(this::write);
      if (summary.calls()) {
        calls++;
      }
    }

    private Block inner(Block block) {
      computed.enter();
      Block rewritten = rewrite(block);
      computed.leave();
      return rewritten;
    }
  }
}
