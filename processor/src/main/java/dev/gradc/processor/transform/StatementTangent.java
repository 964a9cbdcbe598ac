package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Rules;
import java.util.List;

/** Writes a statement, and behind it that of its tangents in each direction. */
final class StatementTangent implements Statement.Visitor<Void>, Operation.Visitor<Void> {

  private final Rules rules;
  private final TangentVariables tangents;
  private final ArrayOrigins arrays;
  private final FreshNames names;
  private final BlockTangent blocks;
  private final List<Statement> statements;
  private Statement.Assign current;

  /**
   * @param statements where all goes
   */
  StatementTangent(
      Rules rules,
      TangentVariables tangents,
      ArrayOrigins arrays,
      FreshNames names,
      BlockTangent blocks,
      List<Statement> statements) {
    this.rules = rules;
    this.tangents = tangents;
    this.arrays = arrays;
    this.names = names;
    this.blocks = blocks;
    this.statements = statements;
  }

  /** One statement for each direction. */
  private interface Direction {
    Statement in(int direction);
  }

  private Void inAll(Direction made) {
    for (int i = 0; i < tangents.directions(); i++) {
      statements.add(made.in(i));
    }
    return null;
  }

  private Variable array(Variable primal, int direction) {
    return tangents.of(primal).get(direction);
  }

  @Override
  public Void declare(Statement.Declare statement) {
    statements.add(statement);
    if (tangents.isActive(statement.variable())) {
      for (Variable tangent : tangents.make(statement.variable(), Role.MUTABLE)) {
        statements.add(new Statement.Declare(tangent, statement.origin()));
      }
    }
    return null;
  }

  @Override
  public Void assign(Statement.Assign statement) {
    statements.add(statement);
    Variable target = statement.target();
    if (tangents.isActive(target)) {
      if (!target.isMutable()) {
        tangents.make(target, Role.SINGLE);
      }
      current = statement;
      statement.operation().accept(this);
    }
    return null;
  }

  /** Assigns the tangents of the current target. */
  private Void assignAll(TangentOperation made) {
    return inAll(
        i ->
            new Statement.Assign(
                tangents.of(current.target()).get(i), made.in(i), current.origin()));
  }

  /** The right side for a direction. */
  private interface TangentOperation {
    Operation in(int direction);
  }

  @Override
  public Void copy(Operation.Copy operation) {
    return assignAll(i -> new Operation.Copy(tangents.of(operation.value(), i)));
  }

  @Override
  public Void apply(Operation.Apply operation) {
    new ApplyTangent(rules, tangents, names, statements).write(current, operation);
    return null;
  }

  @Override
  public Void detachArray(Operation.DetachArray operation) {
    return zeros();
  }

  @Override
  public Void load(Operation.Load operation) {
    return assignAll(i -> new Operation.Load(array(operation.array(), i), operation.index()));
  }

  @Override
  public Void length(Operation.Length operation) {
    throw new IllegalStateException("a length is never active");
  }

  @Override
  public Void newArray(Operation.NewArray operation) {
    return assignAll(i -> operation);
  }

  @Override
  public Void adjointLike(Operation.AdjointLike operation) {
    return assignAll(i -> operation);
  }

  @Override
  public Void inspect(Operation.Inspect operation) {
    if (operation.aspect() == Aspect.NULL) {
      return assignAll(i -> operation);
    }
    return zeros();
  }

  /** What stands in an array is a constant, until something else is put there. */
  private Void zeros() {
    if (!(current.target().type() instanceof ArrayType)) {
      return assignAll(i -> new Operation.Copy(Constant.zero(current.target().type())));
    }
    ElementLoops loops = new ElementLoops(names, current.origin());
    for (Variable tangent : tangents.of(current.target())) {
      loops.zerosLike(current.target(), tangent, statements);
    }
    return null;
  }

  @Override
  public Void store(Statement.Store statement) {
    statements.add(statement);
    if (!tangents.isActive(statement.array())) {
      return null;
    }
    return inAll(
        i ->
            new Statement.Store(
                array(statement.array(), i),
                statement.index(),
                tangents.of(statement.value(), i),
                statement.origin()));
  }

  @Override
  public Void accumulate(Statement.Accumulate statement) {
    statements.add(statement);
    if (!tangents.isActive(statement.target()) || !tangents.isActive(statement.value())) {
      return null;
    }
    return inAll(
        i ->
            new Statement.Accumulate(
                tangents.of(statement.target()).get(i),
                tangents.of(statement.value(), i),
                statement.origin()));
  }

  @Override
  public Void accumulateElement(Statement.AccumulateElement statement) {
    statements.add(statement);
    if (!tangents.isActive(statement.array()) || !tangents.isActive(statement.value())) {
      return null;
    }
    return inAll(
        i ->
            new Statement.AccumulateElement(
                array(statement.array(), i),
                statement.index(),
                tangents.of(statement.value(), i),
                statement.origin()));
  }

  @Override
  public Void call(Statement.Call statement) {
    throw new IllegalArgumentException("calls are inlined before: " + statement.function());
  }

  @Override
  public Void invoke(Statement.Invoke statement) {
    new InvokeTangent(tangents, arrays, names, statements).write(statement);
    return null;
  }

  @Override
  public Void throwing(Statement.Throw statement) {
    statements.add(statement);
    return null;
  }

  @Override
  public Void conditional(Statement.If statement) {
    statements.add(
        new Statement.If(
            statement.condition(),
            blocks.differentiate(statement.then()),
            blocks.differentiate(statement.otherwise()),
            statement.origin()));
    return null;
  }

  @Override
  public Void countedLoop(Statement.CountedLoop statement) {
    statements.add(statement.withBlocks(List.of(blocks.differentiate(statement.body()))));
    return null;
  }

  /** The header computes a condition, which has no derivative, and nothing else. */
  @Override
  public Void whileLoop(Statement.WhileLoop statement) {
    statements.add(
        statement.withBlocks(List.of(statement.header(), blocks.differentiate(statement.body()))));
    return null;
  }

  @Override
  public Void reserve(Statement.Reserve statement) {
    statements.add(statement);
    if (!tangents.isActive(statement.slot())) {
      return null;
    }
    return inAll(
        i ->
            new Statement.Reserve(
                array(statement.slot(), i), statement.size(), statement.origin()));
  }

  @Override
  public Void reserveRow(Statement.ReserveRow statement) {
    statements.add(statement);
    if (!tangents.isActive(statement.slots())) {
      return null;
    }
    return inAll(
        i ->
            new Statement.ReserveRow(
                array(statement.slots(), i),
                statement.index(),
                statement.size(),
                statement.origin()));
  }

  @Override
  public Void clear(Statement.Clear statement) {
    statements.add(statement);
    if (!tangents.isActive(statement.array())) {
      return null;
    }
    return inAll(
        i ->
            new Statement.Clear(
                array(statement.array(), i), statement.length(), statement.origin()));
  }
}
