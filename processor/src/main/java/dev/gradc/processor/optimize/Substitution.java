package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Replaces the atoms that a statement reads, and the variables that it defines or changes, each by
 * a function of its own; blocks within the statement stay as they are. A statement in which nothing
 * is replaced is given back itself.
 */
public final class Substitution
    implements Statement.Visitor<Statement>, Operation.Visitor<Operation> {

  private final UnaryOperator<Atom> reads;
  private final UnaryOperator<Variable> targets;

  /**
   * @param targets what stands for a variable that is defined or changed
   */
  public Substitution(UnaryOperator<Atom> reads, UnaryOperator<Variable> targets) {
    this.reads = reads;
    this.targets = targets;
  }

  /** Of what is read only. */
  public Substitution(UnaryOperator<Atom> reads) {
    this(reads, UnaryOperator.identity());
  }

  /** The statement with the others in place. */
  public Statement in(Statement statement) {
    Statement replaced = statement.accept(this);
    return replaced.equals(statement) ? statement : replaced;
  }

  private Variable array(Variable array) {
    return (Variable) reads.apply(array);
  }

  private List<Atom> all(List<Atom> atoms) {
    return atoms.stream().map(reads).toList();
  }

  @Override
  public Operation copy(Operation.Copy operation) {
    return new Operation.Copy(reads.apply(operation.value()));
  }

  @Override
  public Operation apply(Operation.Apply operation) {
    return new Operation.Apply(operation.operator(), all(operation.arguments()));
  }

  @Override
  public Operation detachArray(Operation.DetachArray operation) {
    return new Operation.DetachArray(array(operation.array()));
  }

  @Override
  public Operation load(Operation.Load operation) {
    return new Operation.Load(array(operation.array()), reads.apply(operation.index()));
  }

  @Override
  public Operation length(Operation.Length operation) {
    return new Operation.Length(array(operation.array()));
  }

  @Override
  public Operation newArray(Operation.NewArray operation) {
    return new Operation.NewArray(
        operation.element(), operation.lengths().stream().map(reads).toList(), operation.purpose());
  }

  @Override
  public Operation inspect(Operation.Inspect operation) {
    return new Operation.Inspect(
        operation.aspect(),
        all(operation.objects()),
        operation.owner(),
        operation.text(),
        operation.type());
  }

  @Override
  public Operation adjointLike(Operation.AdjointLike operation) {
    return new Operation.AdjointLike(array(operation.array()));
  }

  @Override
  public Statement declare(Statement.Declare statement) {
    return new Statement.Declare(targets.apply(statement.variable()), statement.origin());
  }

  @Override
  public Statement assign(Statement.Assign statement) {
    return new Statement.Assign(
        targets.apply(statement.target()), statement.operation().accept(this), statement.origin());
  }

  @Override
  public Statement store(Statement.Store statement) {
    return new Statement.Store(
        array(statement.array()),
        reads.apply(statement.index()),
        reads.apply(statement.value()),
        statement.origin());
  }

  @Override
  public Statement accumulate(Statement.Accumulate statement) {
    return new Statement.Accumulate(
        targets.apply(statement.target()), reads.apply(statement.value()), statement.origin());
  }

  @Override
  public Statement accumulateElement(Statement.AccumulateElement statement) {
    return new Statement.AccumulateElement(
        array(statement.array()),
        reads.apply(statement.index()),
        reads.apply(statement.value()),
        statement.origin());
  }

  @Override
  public Statement call(Statement.Call statement) {
    return new Statement.Call(
        statement.targets().stream().map(targets).toList(),
        statement.function(),
        all(statement.arguments()),
        statement.origin());
  }

  @Override
  public Statement invoke(Statement.Invoke statement) {
    return new Statement.Invoke(
        statement.targets().stream().map(targets).toList(),
        statement.member(),
        all(statement.arguments()),
        statement.origin());
  }

  @Override
  public Statement throwing(Statement.Throw statement) {
    return new Statement.Throw(reads.apply(statement.exception()), statement.origin());
  }

  @Override
  public Statement conditional(Statement.If statement) {
    return new Statement.If(
        reads.apply(statement.condition()),
        statement.then(),
        statement.otherwise(),
        statement.origin());
  }

  @Override
  public Statement countedLoop(Statement.CountedLoop statement) {
    return new Statement.CountedLoop(
        statement.label(),
        targets.apply(statement.index()),
        reads.apply(statement.from()),
        statement.relation(),
        reads.apply(statement.bound()),
        statement.step(),
        statement.body(),
        statement.checkpoint(),
        statement.origin());
  }

  @Override
  public Statement whileLoop(Statement.WhileLoop statement) {
    return new Statement.WhileLoop(
        statement.label(),
        statement.header(),
        reads.apply(statement.condition()),
        statement.body(),
        statement.checkpoint(),
        statement.origin());
  }

  @Override
  public Statement reserve(Statement.Reserve statement) {
    return new Statement.Reserve(
        targets.apply(statement.slot()), reads.apply(statement.size()), statement.origin());
  }

  @Override
  public Statement reserveRow(Statement.ReserveRow statement) {
    return new Statement.ReserveRow(
        array(statement.slots()),
        reads.apply(statement.index()),
        reads.apply(statement.size()),
        statement.origin());
  }

  @Override
  public Statement clear(Statement.Clear statement) {
    return new Statement.Clear(
        array(statement.array()), reads.apply(statement.length()), statement.origin());
  }
}
