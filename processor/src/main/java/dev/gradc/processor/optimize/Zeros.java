package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;

/** {@link Pass#ZEROS}. */
final class Zeros {

  /** The block without additions to or of a known zero. */
  Block run(Block block) {
    return new Walk().rewrite(block);
  }

  /** One walk in the order of execution. */
  private static final class Walk extends Rewriting {

    private final Held held = new Held();

    /** The store that made an element zero, if no array was touched since; else null. */
    private Statement.Store zeroStore;

    private int zeroStorePosition;

    @Override
    void simple(Statement statement) {
      if (statement instanceof Statement.AccumulateElement addition) {
        accumulateElement(addition, zeroStore);
      } else if (statement instanceof Statement.Store store && isZero(store.value())) {
        zeroStore = store;
        zeroStorePosition = position();
        emit(store);
      } else {
        if (!(statement instanceof Statement.Declare)) {
          zeroStore = null;
        }
        emit(statement);
        Targets.of(statement).forEach(held::forget);
      }
    }

    private void accumulateElement(Statement.AccumulateElement addition, Statement.Store before) {
      if (isZero(addition.value())) {
        return;
      }
      if (before != null
          && before.array().equals(addition.array())
          && before.index().equals(addition.index())) {
        retract(zeroStorePosition);
        emit(
            new Statement.Store(
                addition.array(), addition.index(), addition.value(), addition.origin()));
      } else {
        emit(addition);
      }
      zeroStore = null;
    }

    @Override
    public Void assign(Statement.Assign statement) {
      boolean isOfScalars =
          statement.operation() instanceof Operation.Copy
              || statement.operation() instanceof Operation.Apply;
      if (!isOfScalars || statement.target().type() instanceof ArrayType) {
        zeroStore = null;
      }
      emit(statement);
      boolean isZero = statement.operation() instanceof Operation.Copy copy && isZero(copy.value());
      if (isZero && statement.target().isMutable()) {
        held.put(statement.target(), Constant.zero(statement.target().type()));
      } else {
        held.forget(statement.target());
      }
      return null;
    }

    private static boolean isZero(Atom atom) {
      return atom instanceof Constant constant && constant.isAdjointZero();
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      if (isZero(statement.value())) {
        return null;
      }
      if (held.in(statement.target()) == null) {
        emit(statement);
      } else {
        emit(
            new Statement.Assign(
                statement.target(), new Operation.Copy(statement.value()), statement.origin()));
      }
      held.forget(statement.target());
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      Block then = branch(statement.then());
      Block otherwise = branch(statement.otherwise());
      emit(around(statement, then, otherwise));
      held.forget(statement.then());
      held.forget(statement.otherwise());
      return null;
    }

    private Block branch(Block block) {
      zeroStore = null;
      held.enter();
      Block branch = rewrite(block);
      held.leave();
      zeroStore = null;
      return branch;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      held.forget(statement.body());
      emit(around(statement, branch(statement.body())));
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      held.forget(statement.header());
      held.forget(statement.body());
      Block header = branch(statement.header());
      emit(around(statement, header, branch(statement.body())));
      return null;
    }
  }
}
