package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what is done with the arrays of a tape as a user would: they are made anew in each call,
 * so that nothing has to be cleared for the next one; and arrays that turn out too short are copied
 * into longer ones.
 */
final class PlainArrays {

  private static final MathFunction MAX =
      new MathFunction("java.lang.Math", "max", List.of(Scalar.INT, Scalar.INT), Scalar.INT);

  private final FreshNames names;
  private final boolean isRepeated;
  private final Set<Variable> madeOnce = new LinkedHashSet<>();

  /**
   * @param isRepeated whether the statements may run again with the same arrays, which then have to
   *     be left as zeros
   */
  PlainArrays(FreshNames names, boolean isRepeated) {
    this.names = names;
    this.isRepeated = isRepeated;
  }

  /** The statements with the arrays declared. */
  List<Statement> replace(List<Variable> storage, List<Statement> statements) {
    Map<Variable, Integer> reservations = new HashMap<>();
    count(new Block(statements), reservations);
    List<Statement> result = new ArrayList<>();
    for (Statement statement : statements) {
      // The first statement about an array, in every run: it need not have been there before.
      if (statement instanceof Statement.Reserve reserve && reservations.get(reserve.slot()) == 1) {
        madeOnce.add(reserve.slot());
      }
    }
    for (Variable array : storage) {
      result.add(new Statement.Declare(array, Origin.NONE));
      if (!madeOnce.contains(array)) {
        String name = names.fresh(array.name() + "Empty", array.type(), Role.SINGLE).name();
        result.addAll(ReverseFunction.empty(array, Purpose.PRIMAL, name));
      }
    }
    result.addAll(visit(new Block(statements), isRepeated).statements());
    return result;
  }

  private static void count(Block block, Map<Variable, Integer> reservations) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Reserve reserve) {
        reservations.merge(reserve.slot(), 1, Integer::sum);
      }
      statement.blocks().forEach(inner -> count(inner, reservations));
    }
  }

  /**
   * @param isAgain whether the block may run again with the same arrays
   */
  private Block visit(Block block, boolean isAgain) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      visit(statement, isAgain, statements);
    }
    return new Block(statements);
  }

  private void visit(Statement statement, boolean isAgain, List<Statement> into) {
    if (statement instanceof Statement.Reserve reserve) {
      if (madeOnce.contains(reserve.slot())) {
        make(reserve, into);
      } else {
        grow(reserve, into);
      }
    } else if (statement instanceof Statement.ReserveRow reserve) {
      Type row = ((ArrayType) reserve.slots().type()).element();
      Origin origin = reserve.origin();
      Variable made = made(row, reserve.slots().name() + "Row", reserve.size(), origin, into);
      into.add(new Statement.Store(reserve.slots(), reserve.index(), made, origin));
    } else if (statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.NewArray array) {
      into.add(
          new Statement.Assign(
              assign.target(),
              new Operation.NewArray(array.element(), array.lengths(), Purpose.PRIMAL),
              assign.origin()));
    } else if (statement instanceof Statement.Clear clear) {
      if (isAgain) {
        clear(clear, into);
      }
    } else {
      // The iterations of a loop that goes back as it runs have one storage for all.
      boolean isInside =
          isAgain || (statement instanceof Statement.CountedLoop && reserves(statement));
      into.add(
          statement.withBlocks(
              statement.blocks().stream().map(inner -> visit(inner, isInside)).toList()));
    }
  }

  private static boolean reserves(Statement statement) {
    return statement instanceof Statement.Reserve
        || statement.blocks().stream()
            .flatMap(block -> block.statements().stream())
            .anyMatch(PlainArrays::reserves);
  }

  private void make(Statement.Reserve reserve, List<Statement> into) {
    Variable slot = reserve.slot();
    Variable made = made(slot.type(), slot.name(), reserve.size(), reserve.origin(), into);
    into.add(new Statement.Assign(slot, new Operation.Copy(made), reserve.origin()));
  }

  /** A size may be negative, where a loop does not run at all. */
  private Variable made(Type type, String name, Atom size, Origin origin, List<Statement> into) {
    Atom length = size;
    if (!(size instanceof Constant constant && (Integer) constant.value() >= 0)) {
      length = apply("length", MAX, size, Constant.of(0), origin, into);
    }
    Variable made = names.fresh(name, type, Role.SINGLE);
    Type element = ((ArrayType) type).element();
    into.add(
        new Statement.Assign(
            made, new Operation.NewArray(element, length, Purpose.PRIMAL), origin));
    return made;
  }

  private void clear(Statement.Clear clear, List<Statement> into) {
    Variable index = names.fresh("k", Scalar.INT, Role.SINGLE);
    Constant zero = Constant.zero(((ArrayType) clear.array().type()).element());
    Block body =
        new Block(List.of(new Statement.Store(clear.array(), index, zero, clear.origin())));
    into.add(
        new Statement.CountedLoop(
            index.name(),
            index,
            Constant.of(0),
            Symbol.LT,
            clear.length(),
            1,
            body,
            clear.origin()));
  }

  private void grow(Statement.Reserve reserve, List<Statement> into) {
    Variable slot = reserve.slot();
    Origin origin = reserve.origin();
    Variable length = names.fresh(slot.name() + "Length", Scalar.INT, Role.SINGLE);
    into.add(new Statement.Assign(length, new Operation.Length(slot), origin));
    Variable isShort = apply("isShort", integers(Symbol.LT), length, reserve.size(), origin, into);
    List<Statement> grown = new ArrayList<>();
    Variable twice = apply("twice", integers(Symbol.MUL), length, Constant.of(2), origin, grown);
    Variable size = apply("size", MAX, reserve.size(), twice, origin, grown);
    Type element = ((ArrayType) slot.type()).element();
    Variable longer = names.fresh(slot.name(), slot.type(), Role.SINGLE);
    grown.add(
        new Statement.Assign(
            longer, new Operation.NewArray(element, size, Purpose.PRIMAL), origin));
    Variable index = names.fresh("k", Scalar.INT, Role.SINGLE);
    Variable moved = names.fresh(slot.name() + "Element", element, Role.SINGLE);
    Block copy =
        new Block(
            List.of(
                new Statement.Assign(moved, new Operation.Load(slot, index), origin),
                new Statement.Store(longer, index, moved, origin)));
    grown.add(
        new Statement.CountedLoop(
            index.name(), index, Constant.of(0), Symbol.LT, length, 1, copy, origin));
    grown.add(new Statement.Assign(slot, new Operation.Copy(longer), origin));
    into.add(new Statement.If(isShort, new Block(grown), Block.EMPTY, origin));
  }

  private static Operator integers(Symbol symbol) {
    return new BasicOperator(symbol, Scalar.INT);
  }

  private Variable apply(
      String name, Operator operator, Atom left, Atom right, Origin origin, List<Statement> into) {
    Variable target = names.fresh(name, operator.result(), Role.SINGLE);
    into.add(new Statement.Assign(target, Operation.Apply.of(operator, left, right), origin));
    return target;
  }
}
