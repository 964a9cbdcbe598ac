package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
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

/** Loops over all elements of an array, through all its dimensions. */
public final class ElementLoops {

  private static final MathFunction SHORTER =
      new MathFunction("java.lang.Math", "min", List.of(Scalar.INT, Scalar.INT), Scalar.INT);

  private final FreshNames names;
  private final Origin origin;

  public ElementLoops(FreshNames names, Origin origin) {
    this.names = names;
    this.origin = origin;
  }

  /** What is done for each index of a loop. */
  private interface Body {
    void write(Variable index, List<Statement> statements);
  }

  /**
   * Adds each element of one array to that of another.
   *
   * @param shape whose elements these are, it may be one of the two: what is kept from call to call
   *     may be longer
   * @param length of the shape
   */
  public void add(
      Variable from, Variable to, Variable shape, Variable length, List<Statement> statements) {
    add(from, to, shape, length, false, statements);
  }

  /**
   * The same where nothing of the shape is left: storage that is kept and is longer has zeros at
   * its end, and what is added to may be longer too.
   */
  void addCommon(Variable from, Variable to, Variable length, List<Statement> statements) {
    loop(
        length,
        statements,
        (index, body) -> {
          Variable element = load(from, index, from.name() + "Element", body);
          if (element.type() instanceof ArrayType) {
            Variable row = load(to, index, to.name() + "Element", body);
            addCommon(element, row, shorter(element, row, body), body);
          } else {
            body.add(new Statement.AccumulateElement(to, index, element, origin));
          }
        });
  }

  private Variable shorter(Variable one, Variable other, List<Statement> statements) {
    Variable length = names.fresh(one.name() + "Length", Scalar.INT, Role.SINGLE);
    List<Atom> lengths = List.of(lengthOf(one, statements), lengthOf(other, statements));
    statements.add(new Statement.Assign(length, new Operation.Apply(SHORTER, lengths), origin));
    return length;
  }

  /** The same, and leaves zeros behind. */
  void move(
      Variable from, Variable to, Variable shape, Variable length, List<Statement> statements) {
    add(from, to, shape, length, true, statements);
  }

  private void add(
      Variable from,
      Variable to,
      Variable shape,
      Variable length,
      boolean isMoved,
      List<Statement> statements) {
    loop(
        length,
        statements,
        (index, body) -> {
          Variable element = load(from, index, from.name() + "Element", body);
          if (element.type() instanceof ArrayType) {
            Variable row = load(to, index, to.name() + "Element", body);
            Variable rowShape = row;
            if (shape.equals(from)) {
              rowShape = element;
            } else if (!shape.equals(to)) {
              rowShape = load(shape, index, shape.name() + "Row", body);
            }
            add(element, row, rowShape, lengthOf(rowShape, body), isMoved, body);
            return;
          }
          if (isMoved) {
            Constant zero = Constant.zero(element.type());
            body.add(new Statement.Store(from, index, zero, origin));
          }
          body.add(new Statement.AccumulateElement(to, index, element, origin));
        });
  }

  /** What is done with a row. */
  interface RowBody {
    void write(Variable row, List<Statement> statements);
  }

  /** Goes through the rows of an array of arrays. */
  void forEachRow(Variable array, List<Statement> statements, RowBody rows) {
    loop(
        lengthOf(array, statements),
        statements,
        (index, body) -> rows.write(load(array, index, array.name() + "Row", body), body));
  }

  /** What is done with two elements at one place. */
  interface PairBody {
    void write(Variable one, Variable other, List<Statement> statements);
  }

  /** Goes through two arrays of one shape. */
  void forEachPair(Variable one, Variable other, List<Statement> statements, PairBody pair) {
    Variable length = lengthOf(one, statements);
    loop(
        length,
        statements,
        (index, body) -> {
          Variable first = load(one, index, one.name() + "Element", body);
          Variable second = load(other, index, other.name() + "Element", body);
          if (first.type() instanceof ArrayType) {
            forEachPair(first, second, body, pair);
          } else {
            pair.write(first, second, body);
          }
        });
  }

  /** Fills an array with zeros, whose dimensions all have one length each. */
  void clear(Variable array, List<Atom> lengths, List<Statement> statements) {
    if (lengths.size() == 1) {
      statements.add(new Statement.Clear(array, lengths.get(0), origin));
      return;
    }
    loop(
        lengths.get(0),
        statements,
        (index, body) -> {
          Variable row = load(array, index, array.name() + "Row", body);
          clear(row, lengths.subList(1, lengths.size()), body);
        });
  }

  /** Fills an array with zeros, through all its rows. */
  void clear(Variable array, List<Statement> statements) {
    clearLike(array, array, lengthOf(array, statements), statements);
  }

  /** Fills those elements of an array with zeros that another one, of the same shape, has. */
  void clearLike(Variable array, Variable shape, Atom length, List<Statement> statements) {
    if (!(((ArrayType) array.type()).element() instanceof ArrayType)) {
      statements.add(new Statement.Clear(array, length, origin));
      return;
    }
    loop(
        length,
        statements,
        (index, body) -> {
          Variable row = load(array, index, array.name() + "Row", body);
          Variable rowShape = load(shape, index, shape.name() + "Row", body);
          clearLike(row, rowShape, lengthOf(rowShape, body), body);
        });
  }

  /** An array of arrays with the same innermost arrays in it. */
  Variable shallowCopy(Variable array, Variable copy, List<Statement> statements) {
    Type element = ((ArrayType) array.type()).element();
    Variable length = lengthOf(array, statements);
    statements.add(
        new Statement.Assign(
            copy, new Operation.NewArray(element, length, Purpose.ADJOINT), origin));
    loop(
        length,
        statements,
        (index, body) -> {
          Variable row = load(array, index, array.name() + "Row", body);
          if (((ArrayType) element).element() instanceof ArrayType) {
            row = shallowCopy(row, names.fresh(copy.name() + "Row", element, Role.SINGLE), body);
          }
          body.add(new Statement.Store(copy, index, row, origin));
        });
    return copy;
  }

  /** A copy of an array with all that is in it. */
  public Variable copy(Variable array, List<Statement> statements) {
    Variable copy = names.fresh(array.name() + "Copy", array.type(), Role.SINGLE);
    rebuilt(array, copy, true, statements);
    return copy;
  }

  /** Puts the numbers of an array, through all its dimensions, into another one of its shape. */
  void overwrite(Variable from, Variable to, List<Statement> statements) {
    loop(
        lengthOf(from, statements),
        statements,
        (index, body) -> {
          Variable element = load(from, index, from.name() + "Element", body);
          if (element.type() instanceof ArrayType) {
            overwrite(element, load(to, index, to.name() + "Element", body), body);
          } else {
            body.add(new Statement.Store(to, index, element, origin));
          }
        });
  }

  /** Defines an array of zeros in the shape of another one. */
  public void zerosLike(Variable shape, Variable zeros, List<Statement> statements) {
    rebuilt(shape, zeros, false, statements);
  }

  private void rebuilt(
      Variable array, Variable target, boolean isFilled, List<Statement> statements) {
    Type element = ((ArrayType) array.type()).element();
    Variable length = lengthOf(array, statements);
    statements.add(
        new Statement.Assign(
            target, new Operation.NewArray(element, length, Purpose.PRIMAL), origin));
    boolean hasRows = element instanceof ArrayType;
    if (!hasRows && !isFilled) {
      return;
    }
    loop(
        length,
        statements,
        (index, body) -> {
          Variable value = load(array, index, array.name() + "Element", body);
          if (hasRows) {
            Variable row = names.fresh(target.name() + "Row", element, Role.SINGLE);
            rebuilt(value, row, isFilled, body);
            value = row;
          }
          body.add(new Statement.Store(target, index, value, origin));
        });
  }

  public Variable lengthOf(Variable array, List<Statement> statements) {
    Variable length = names.fresh(array.name() + "Length", Scalar.INT, Role.SINGLE);
    statements.add(new Statement.Assign(length, new Operation.Length(array), origin));
    return length;
  }

  private Variable load(Variable array, Variable index, String name, List<Statement> statements) {
    Variable element = names.fresh(name, ((ArrayType) array.type()).element(), Role.SINGLE);
    statements.add(new Statement.Assign(element, new Operation.Load(array, index), origin));
    return element;
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
