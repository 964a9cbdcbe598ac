package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * Reverses one statement: what it becomes in the forward region goes to one list, what carries its
 * adjoint back to another. A statement that no derivative passes through has no second part.
 */
final class StatementAdjoint implements Statement.Visitor<Void>, Operation.Visitor<Void> {

  private final Rules rules;
  private final AdjointVariables adjoints;
  private final FreshNames names;
  private final Setting setting;
  private final BlockAdjoint blocks;
  private final List<Statement> forward;
  private final List<Statement> declarations;
  private final List<Statement> reversed;
  private Statement.Assign current;

  /**
   * @param declarations gets what the reversed block begins with
   */
  StatementAdjoint(
      Setting setting,
      BlockAdjoint blocks,
      List<Statement> forward,
      List<Statement> declarations,
      List<Statement> reversed) {
    this.setting = setting;
    this.rules = setting.rules();
    this.adjoints = setting.adjoints();
    this.names = setting.names();
    this.blocks = blocks;
    this.forward = forward;
    this.declarations = declarations;
    this.reversed = reversed;
  }

  @Override
  public Void declare(Statement.Declare statement) {
    forward.add(statement);
    Variable variable = statement.variable();
    if (adjoints.isActive(variable) && variable.type() instanceof ArrayType) {
      forward.add(new Statement.Declare(adjoints.mutableArray(variable), statement.origin()));
    }
    return null;
  }

  @Override
  public Void assign(Statement.Assign statement) {
    forward.add(statement);
    if (adjoints.isActive(statement.target())) {
      current = statement;
      statement.operation().accept(this);
    }
    return null;
  }

  @Override
  public Void copy(Operation.Copy operation) {
    Variable target = current.target();
    if (target.type() instanceof ArrayType) {
      Variable source = adjoints.array((Variable) operation.value());
      if (setting.views().contains(target)) {
        adjoints.same(target, source);
        return null;
      }
      Variable adjoint =
          target.isMutable() ? adjoints.mutableArray(target) : adjoints.singleArray(target);
      forward.add(new Statement.Assign(adjoint, new Operation.Copy(source), current.origin()));
      return null;
    }
    Variable adjoint = adjoints.scalar(target);
    if (!target.isMutable()) {
      accumulate(operation.value(), snapshot(adjoint));
      return null;
    }
    if (adjoints.isActive(operation.value())) {
      accumulate(operation.value(), snapshotThenZero(adjoint));
    } else {
      assignZero(adjoint);
    }
    return null;
  }

  @Override
  public Void apply(Operation.Apply operation) {
    Variable target = current.target();
    List<Partial> partials = rules.find(operation.operator()).orElseThrow().partials();
    Variable vector = snapshot(adjoints.scalar(target));
    PartialFormulas formulas =
        new PartialFormulas(operation, target, current.origin(), names, reversed);
    for (int i = 0; i < partials.size(); i++) {
      Atom argument = operation.arguments().get(i);
      if (partials.get(i) instanceof Partial.Linear linear && adjoints.isActive(argument)) {
        accumulate(argument, formulas.pullback(linear, i, vector));
      }
    }
    return null;
  }

  @Override
  public Void detachArray(Operation.DetachArray operation) {
    return zeros();
  }

  /** A work array: what the target holds is a constant, until something else is put there. */
  private Void zeros() {
    Variable adjoint = adjoints.singleArray(current.target());
    ElementLoops loops = new ElementLoops(names, current.origin());
    loops.zerosLike(current.target(), adjoint, forward);
    loops.clear(adjoint, reversed);
    return null;
  }

  @Override
  public Void load(Operation.Load operation) {
    Variable target = current.target();
    if (target.type() instanceof ArrayType) {
      Operation row = new Operation.Load(adjoints.array(operation.array()), operation.index());
      boolean isView = setting.views().contains(target);
      (isView ? declarations : forward)
          .add(new Statement.Assign(adjoints.singleArray(target), row, current.origin()));
      return null;
    }
    reversed.add(
        new Statement.AccumulateElement(
            adjoints.array(operation.array()),
            operation.index(),
            snapshot(adjoints.scalar(target)),
            current.origin()));
    return null;
  }

  @Override
  public Void length(Operation.Length operation) {
    throw new IllegalStateException("a length is never active");
  }

  @Override
  public Void newArray(Operation.NewArray operation) {
    Variable target = current.target();
    Variable adjoint = adjoints.singleArray(target);
    forward.add(
        new Statement.Assign(
            adjoint,
            new Operation.NewArray(operation.element(), operation.lengths(), Purpose.ADJOINT),
            current.origin()));
    ArrayType type = (ArrayType) target.type();
    boolean holdsNumbers = type.rank() == operation.lengths().size();
    if (holdsNumbers) {
      // Storage of adjoint arrays is kept, and is all zeros between passes: what is left here are
      // the adjoints of the zeros that the array was created with.
      ElementLoops loops = new ElementLoops(names, current.origin());
      Variable initial =
          setting.arrays().areRowsMoved(target)
              ? loops.shallowCopy(
                  adjoint,
                  names.fresh(adjoint.name() + "Rows", adjoint.type(), Role.SINGLE),
                  forward)
              : adjoint;
      loops.clear(initial, operation.lengths(), reversed);
    }
    return null;
  }

  @Override
  public Void adjointLike(Operation.AdjointLike operation) {
    throw new IllegalStateException("adjoint arrays appear by differentiation");
  }

  @Override
  public Void inspect(Operation.Inspect operation) {
    if (!(current.target().type() instanceof ArrayType)) {
      return null;
    }
    if (operation.aspect() != Operation.Inspect.Aspect.NULL) {
      // An array of an object, where a variable may stand for this one or for one with an adjoint.
      return zeros();
    }
    Variable adjoint = adjoints.singleArray(current.target());
    forward.add(new Statement.Assign(adjoint, operation, current.origin()));
    return null;
  }

  @Override
  public Void store(Statement.Store statement) {
    forward.add(statement);
    if (!adjoints.isActive(statement.array())) {
      return null;
    }
    Variable adjoint = adjoints.array(statement.array());
    if (statement.value().type() instanceof ArrayType) {
      forward.add(
          new Statement.Store(
              adjoint,
              statement.index(),
              adjoints.array((Variable) statement.value()),
              statement.origin()));
      return null;
    }
    Type element = ((ArrayType) adjoint.type()).element();
    Variable vector = null;
    if (adjoints.isActive(statement.value())) {
      vector = element(adjoint, statement.index(), element, statement.origin());
    }
    reversed.add(
        new Statement.Store(
            adjoint, statement.index(), Constant.zero(element), statement.origin()));
    if (vector != null) {
      accumulate(statement.value(), vector, statement.origin());
    }
    return null;
  }

  @Override
  public Void accumulate(Statement.Accumulate statement) {
    forward.add(statement);
    if (adjoints.isActive(statement.target()) && adjoints.isActive(statement.value())) {
      Variable vector = snapshot(adjoints.scalar(statement.target()), statement.origin());
      accumulate(statement.value(), vector, statement.origin());
    }
    return null;
  }

  @Override
  public Void accumulateElement(Statement.AccumulateElement statement) {
    forward.add(statement);
    if (adjoints.isActive(statement.array()) && adjoints.isActive(statement.value())) {
      Variable adjoint = adjoints.array(statement.array());
      Type type = ((ArrayType) adjoint.type()).element();
      Variable vector = element(adjoint, statement.index(), type, statement.origin());
      accumulate(statement.value(), vector, statement.origin());
    }
    return null;
  }

  @Override
  public Void call(Statement.Call statement) {
    throw new IllegalArgumentException("calls are inlined before: " + statement.function());
  }

  @Override
  public Void invoke(Statement.Invoke statement) {
    new InvokeAdjoint(setting, forward, reversed).reverse(statement);
    return null;
  }

  @Override
  public Void throwing(Statement.Throw statement) {
    forward.add(statement);
    return null;
  }

  @Override
  public Void conditional(Statement.If statement) {
    BlockAdjoint.Regions then = blocks.reverse(statement.then());
    BlockAdjoint.Regions otherwise = blocks.reverse(statement.otherwise());
    forward.add(
        new Statement.If(
            statement.condition(), then.forward(), otherwise.forward(), statement.origin()));
    if (!then.reversed().isEmpty() || !otherwise.reversed().isEmpty()) {
      reversed.add(
          new Statement.If(
              statement.condition(), then.backward(), otherwise.backward(), statement.origin()));
    }
    return null;
  }

  @Override
  public Void countedLoop(Statement.CountedLoop statement) {
    BlockAdjoint.Regions body = blocks.reverse(statement.body());
    forward.add(
        new Statement.CountedLoop(
            statement.label(),
            statement.index(),
            statement.from(),
            statement.relation(),
            statement.bound(),
            statement.step(),
            body.forward(),
            statement.origin()));
    if (!body.reversed().isEmpty()) {
      new ReversedLoop(setting.ranges(), names, reversed).countDown(statement, body.backward());
    }
    return null;
  }

  @Override
  public Void whileLoop(Statement.WhileLoop statement) {
    BlockAdjoint.Regions body = blocks.reverse(statement.body());
    if (body.reversed().isEmpty()) {
      // Nothing to go back through; but adjoint arrays follow references that change in there.
      forward.add(
          new Statement.WhileLoop(
              statement.label(),
              statement.header(),
              statement.condition(),
              body.forward(),
              statement.origin()));
      return null;
    }
    Origin origin = statement.origin();
    Variable count = names.fresh("count", Scalar.INT, Role.MUTABLE);
    Variable iteration = names.fresh("iteration", Scalar.INT, Role.SINGLE);
    Variable trips = names.fresh("iterations", Scalar.INT, Role.SINGLE);
    forward.add(new Statement.Declare(count, origin));
    forward.add(new Statement.Assign(count, new Operation.Copy(Constant.of(0)), origin));
    List<Statement> counted = new ArrayList<>();
    counted.add(new Statement.Assign(iteration, new Operation.Copy(count), origin));
    counted.addAll(body.forward().statements());
    counted.add(new Statement.Accumulate(count, Constant.of(1), origin));
    forward.add(
        new Statement.WhileLoop(
            statement.label(),
            statement.header(),
            statement.condition(),
            new Block(counted),
            origin));
    forward.add(new Statement.Assign(trips, new Operation.Copy(count), origin));
    new ReversedLoop(setting.ranges(), names, reversed)
        .countDown(statement.label(), iteration, trips, body.backward(), origin);
    return null;
  }

  @Override
  public Void reserve(Statement.Reserve statement) {
    throw new IllegalArgumentException("slots are laid out after differentiation");
  }

  @Override
  public Void reserveRow(Statement.ReserveRow statement) {
    throw new IllegalArgumentException("slots are laid out after differentiation");
  }

  @Override
  public Void clear(Statement.Clear statement) {
    throw new IllegalArgumentException("adjoint arrays appear by differentiation");
  }

  private void accumulate(Atom primal, Atom contribution) {
    accumulate(primal, contribution, current.origin());
  }

  private void accumulate(Atom primal, Atom contribution, Origin origin) {
    if (adjoints.isActive(primal)) {
      reversed.add(
          new Statement.Accumulate(adjoints.scalar((Variable) primal), contribution, origin));
    }
  }

  private Variable snapshot(Variable adjoint) {
    return snapshot(adjoint, current.origin());
  }

  private Variable snapshot(Variable adjoint, Origin origin) {
    Variable value = names.fresh(adjoint.name(), adjoint.type(), Role.SINGLE);
    reversed.add(new Statement.Assign(value, new Operation.Copy(adjoint), origin));
    return value;
  }

  private Variable snapshotThenZero(Variable adjoint) {
    Variable value = snapshot(adjoint);
    assignZero(adjoint);
    return value;
  }

  private void assignZero(Variable adjoint) {
    reversed.add(
        new Statement.Assign(
            adjoint, new Operation.Copy(Constant.zero(adjoint.type())), current.origin()));
  }

  private Variable element(Variable array, Atom index, Type type, Origin origin) {
    Variable value = names.fresh(array.name() + "Element", type, Role.SINGLE);
    reversed.add(new Statement.Assign(value, new Operation.Load(array, index), origin));
    return value;
  }
}
