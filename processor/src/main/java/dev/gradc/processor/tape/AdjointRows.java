package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
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
import java.util.ArrayList;
import java.util.List;

/** Makes an adjoint array with all its rows, new or in storage that is kept. */
final class AdjointRows {

  private final FreshNames names;
  private final Origin origin;

  AdjointRows(FreshNames names, Origin origin) {
    this.names = names;
    this.origin = origin;
  }

  /** An array of its own, new at each call. */
  void allocate(Statement.Assign assign, List<Statement> statements) {
    if (!(assign.operation() instanceof Operation.AdjointLike like)) {
      statements.add(assign);
      return;
    }
    Variable length = lengthOf(like.array(), statements);
    Type element = ((ArrayType) assign.target().type()).element();
    statements.add(
        new Statement.Assign(
            assign.target(), new Operation.NewArray(element, length, Purpose.ADJOINT), origin));
    if (element instanceof ArrayType) {
      loop(
          length,
          statements,
          (index, body) -> {
            Variable shape = load(like.array(), index, body);
            Variable row = names.fresh(assign.target().name() + "Row", element, Role.SINGLE);
            allocate(new Statement.Assign(row, new Operation.AdjointLike(shape), origin), body);
            body.add(new Statement.Store(assign.target(), index, row, origin));
          });
    }
  }

  /** The target is the storage itself. */
  void keep(Statement.Assign assign, Variable store, List<Statement> statements) {
    Atom length = length(assign.operation(), statements);
    statements.add(new Statement.Reserve(store, length, origin));
    statements.add(new Statement.Assign(assign.target(), new Operation.Copy(store), origin));
    rows(assign.target(), assign.operation(), length, statements);
  }

  /** The target is one of the arrays in storage. */
  void keep(Statement.Assign assign, Variable storage, Atom position, List<Statement> statements) {
    Atom length = length(assign.operation(), statements);
    statements.add(new Statement.ReserveRow(storage, position, length, origin));
    statements.add(
        new Statement.Assign(assign.target(), new Operation.Load(storage, position), origin));
    rows(assign.target(), assign.operation(), length, statements);
  }

  private Atom length(Operation operation, List<Statement> statements) {
    return operation instanceof Operation.AdjointLike like
        ? lengthOf(like.array(), statements)
        : ((Operation.NewArray) operation).length();
  }

  /** Sees to it that the rows of an array of arrays are there. */
  private void rows(Variable array, Operation operation, Atom length, List<Statement> statements) {
    if (!(((ArrayType) array.type()).element() instanceof ArrayType rowType)) {
      return;
    }
    boolean areRowsMade =
        operation instanceof Operation.AdjointLike
            || ((Operation.NewArray) operation).lengths().size() > 1;
    if (areRowsMade) {
      loop(
          length,
          statements,
          (index, body) -> {
            Operation inner = row(operation, rowType, index, body);
            Variable row = names.fresh(array.name() + "Row", rowType, Role.SINGLE);
            keep(new Statement.Assign(row, inner, origin), array, index, body);
          });
    }
  }

  private Operation row(
      Operation operation, ArrayType rowType, Variable index, List<Statement> statements) {
    if (operation instanceof Operation.AdjointLike like) {
      return new Operation.AdjointLike(load(like.array(), index, statements));
    }
    Operation.NewArray array = (Operation.NewArray) operation;
    return new Operation.NewArray(
        rowType.element(), array.lengths().subList(1, array.lengths().size()), Purpose.ADJOINT);
  }

  /** What is done for each index of a loop. */
  private interface Body {
    void write(Variable index, List<Statement> statements);
  }

  private Variable lengthOf(Variable array, List<Statement> statements) {
    Variable length = names.fresh(array.name() + "Length", Scalar.INT, Role.SINGLE);
    statements.add(new Statement.Assign(length, new Operation.Length(array), origin));
    return length;
  }

  private Variable load(Variable array, Variable index, List<Statement> statements) {
    Variable row =
        names.fresh(array.name() + "Row", ((ArrayType) array.type()).element(), Role.SINGLE);
    statements.add(new Statement.Assign(row, new Operation.Load(array, index), origin));
    return row;
  }

  private void loop(Atom length, List<Statement> statements, Body body) {
    Variable index = names.fresh("k", Scalar.INT, Role.SINGLE);
    List<Statement> inner = new ArrayList<>();
    body.write(index, inner);
    statements.add(
        new Statement.CountedLoop(
            index.name(), index, Constant.of(0), Symbol.LT, length, 1, new Block(inner), origin));
  }
}
