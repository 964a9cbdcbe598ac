package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;

/** {@link Pass#PROPAGATION}. */
final class Propagation {

  /** The block with values in the place of their copies. */
  Block run(Block block) {
    return new Walk().rewrite(block);
  }

  /** One walk in the order of execution. */
  private static final class Walk extends Rewriting {

    /** What stands for a single variable. */
    private final ScopedMap<Variable, Atom> values = new ScopedMap<>();

    private final Held held = new Held();
    private final Substitution substitution = new Substitution(this::resolve);

    /** What a variable was copied from may be the condition of a branch that was entered since. */
    private Atom resolve(Atom atom) {
      return valueOf(valueOf(atom));
    }

    private Atom valueOf(Atom atom) {
      Atom value = atom instanceof Variable variable ? values.get(variable) : null;
      return value == null ? atom : value;
    }

    @Override
    void simple(Statement statement) {
      emit(substitution.in(statement));
      Targets.of(statement).forEach(this::forget);
    }

    private void forget(Variable variable) {
      held.forget(variable);
      values.remove(variable);
    }

    @Override
    public Void assign(Statement.Assign statement) {
      Statement.Assign assign = (Statement.Assign) substitution.in(statement);
      if (!(assign.operation() instanceof Operation.Copy copy)) {
        emit(assign);
        forget(assign.target());
        return null;
      }
      Atom value = copy.value();
      if (isMutable(value) && held.in((Variable) value) != null) {
        value = resolve(held.in((Variable) value));
        assign = new Statement.Assign(assign.target(), new Operation.Copy(value), assign.origin());
      }
      if (assign.target().isMutable()) {
        change(assign, value);
      } else {
        define(assign, value);
      }
      return null;
    }

    private void change(Statement.Assign assign, Atom value) {
      if (value.equals(held.in(assign.target()))) {
        return;
      }
      emit(assign);
      if (isMutable(value)) {
        held.forget(assign.target());
      } else {
        held.put(assign.target(), value);
      }
    }

    private void define(Statement.Assign assign, Atom value) {
      emit(assign);
      if (isMutable(value)) {
        values.remove(assign.target());
        held.put((Variable) value, assign.target());
      } else {
        values.put(assign.target(), value);
      }
    }

    private static boolean isMutable(Atom atom) {
      return atom instanceof Variable variable && variable.isMutable();
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      emit(substitution.in(statement));
      held.forget(statement.target());
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      Statement.If replaced = (Statement.If) substitution.in(statement);
      Block then = branch(replaced.condition(), Constant.TRUE, statement.then());
      Block otherwise = branch(replaced.condition(), Constant.FALSE, statement.otherwise());
      emit(around(replaced, then, otherwise));
      held.forget(statement.then());
      held.forget(statement.otherwise());
      return null;
    }

    /** Within a branch the condition is known. */
    private Block branch(Atom condition, Constant value, Block block) {
      enter();
      if (condition instanceof Variable variable && !variable.isMutable()) {
        values.put(variable, value);
      }
      Block branch = rewrite(block);
      leave();
      return branch;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      Statement.CountedLoop replaced = (Statement.CountedLoop) substitution.in(statement);
      held.forget(statement.body());
      enter();
      values.remove(statement.index());
      Block body = rewrite(statement.body());
      leave();
      emit(around(replaced, body));
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      held.forget(statement.header());
      held.forget(statement.body());
      enter();
      Block header = rewrite(statement.header());
      Statement.WhileLoop replaced = (Statement.WhileLoop) substitution.in(statement);
      leave();
      enter();
      Block body = rewrite(statement.body());
      leave();
      emit(around(replaced, header, body));
      return null;
    }

    private void enter() {
      values.enter();
      held.enter();
    }

    private void leave() {
      held.leave();
      values.leave();
    }
  }
}
