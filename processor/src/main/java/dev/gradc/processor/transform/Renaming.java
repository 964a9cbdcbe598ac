package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Copies a block with new variables for those that it defines, and atoms for those that it reads.
 */
public final class Renaming implements Statement.Visitor<Statement>, Operation.Visitor<Operation> {

  private final FreshNames names;
  private final UnaryOperator<Origin> place;
  private final Map<Variable, Atom> bindings;

  /** Where everything is as it was. */
  public Renaming(FreshNames names, Map<Variable, Atom> bindings) {
    this(names, bindings, UnaryOperator.identity());
  }

  /**
   * @param place where that is said to come from which comes from a place
   * @param bindings what stands for the free variables; the new variables are added
   */
  public Renaming(FreshNames names, Map<Variable, Atom> bindings, UnaryOperator<Origin> place) {
    this.place = place;
    this.names = names;
    this.bindings = bindings;
  }

  /** The copy. */
  public Block rename(Block block) {
    List<Statement> statements = new ArrayList<>();
    block.statements().forEach(statement -> statements.add(statement.accept(this)));
    return new Block(statements);
  }

  private Origin at(Origin own) {
    return place.apply(own);
  }

  private Variable define(Variable variable) {
    Variable renamed = names.fresh(variable.name(), variable.type(), variable.role());
    bindings.put(variable, renamed);
    return renamed;
  }

  private Atom read(Atom atom) {
    return atom instanceof Variable variable ? bindings.get(variable) : atom;
  }

  private Variable array(Variable variable) {
    return (Variable) read(variable);
  }

  @Override
  public Statement declare(Statement.Declare statement) {
    return new Statement.Declare(define(statement.variable()), at(statement.origin()));
  }

  @Override
  public Statement assign(Statement.Assign statement) {
    Operation operation = statement.operation().accept(this);
    Variable target =
        statement.target().isMutable()
            ? (Variable) read(statement.target())
            : define(statement.target());
    return new Statement.Assign(target, operation, at(statement.origin()));
  }

  @Override
  public Statement store(Statement.Store statement) {
    return new Statement.Store(
        array(statement.array()),
        read(statement.index()),
        read(statement.value()),
        at(statement.origin()));
  }

  @Override
  public Statement accumulate(Statement.Accumulate statement) {
    return new Statement.Accumulate(
        (Variable) read(statement.target()), read(statement.value()), at(statement.origin()));
  }

  @Override
  public Statement accumulateElement(Statement.AccumulateElement statement) {
    return new Statement.AccumulateElement(
        array(statement.array()),
        read(statement.index()),
        read(statement.value()),
        at(statement.origin()));
  }

  @Override
  public Statement call(Statement.Call statement) {
    List<Atom> arguments = statement.arguments().stream().map(this::read).toList();
    return new Statement.Call(
        statement.targets().stream().map(this::define).toList(),
        statement.function(),
        arguments,
        at(statement.origin()));
  }

  @Override
  public Statement invoke(Statement.Invoke statement) {
    List<Atom> arguments = statement.arguments().stream().map(this::read).toList();
    return new Statement.Invoke(
        statement.targets().stream().map(this::define).toList(),
        statement.member(),
        arguments,
        at(statement.origin()));
  }

  @Override
  public Statement throwing(Statement.Throw statement) {
    return new Statement.Throw(read(statement.exception()), at(statement.origin()));
  }

  @Override
  public Statement conditional(Statement.If statement) {
    return new Statement.If(
        read(statement.condition()),
        rename(statement.then()),
        rename(statement.otherwise()),
        at(statement.origin()));
  }

  @Override
  public Statement countedLoop(Statement.CountedLoop statement) {
    Atom from = read(statement.from());
    Atom bound = read(statement.bound());
    Variable index = define(statement.index());
    return new Statement.CountedLoop(
        index.name(),
        index,
        from,
        statement.relation(),
        bound,
        statement.step(),
        rename(statement.body()),
        statement.checkpoint(),
        at(statement.origin()));
  }

  @Override
  public Statement whileLoop(Statement.WhileLoop statement) {
    Block header = rename(statement.header());
    return new Statement.WhileLoop(
        names.fresh(statement.label(), Scalar.INT, Variable.Role.SINGLE).name(),
        header,
        read(statement.condition()),
        rename(statement.body()),
        statement.checkpoint(),
        at(statement.origin()));
  }

  @Override
  public Statement reserve(Statement.Reserve statement) {
    return new Statement.Reserve(
        array(statement.slot()), read(statement.size()), at(statement.origin()));
  }

  @Override
  public Statement reserveRow(Statement.ReserveRow statement) {
    return new Statement.ReserveRow(
        array(statement.slots()),
        read(statement.index()),
        read(statement.size()),
        at(statement.origin()));
  }

  @Override
  public Statement clear(Statement.Clear statement) {
    return new Statement.Clear(
        array(statement.array()), read(statement.length()), at(statement.origin()));
  }

  @Override
  public Operation copy(Operation.Copy operation) {
    return new Operation.Copy(read(operation.value()));
  }

  @Override
  public Operation apply(Operation.Apply operation) {
    return new Operation.Apply(
        operation.operator(), operation.arguments().stream().map(this::read).toList());
  }

  @Override
  public Operation detachArray(Operation.DetachArray operation) {
    return new Operation.DetachArray(array(operation.array()));
  }

  @Override
  public Operation load(Operation.Load operation) {
    return new Operation.Load(array(operation.array()), read(operation.index()));
  }

  @Override
  public Operation length(Operation.Length operation) {
    return new Operation.Length(array(operation.array()));
  }

  @Override
  public Operation newArray(Operation.NewArray operation) {
    return new Operation.NewArray(
        operation.element(),
        operation.lengths().stream().map(this::read).toList(),
        operation.purpose());
  }

  @Override
  public Operation inspect(Operation.Inspect operation) {
    return new Operation.Inspect(
        operation.aspect(),
        operation.objects().stream().map(this::read).toList(),
        operation.owner(),
        operation.text(),
        operation.type());
  }

  @Override
  public Operation adjointLike(Operation.AdjointLike operation) {
    return new Operation.AdjointLike(array(operation.array()));
  }
}
