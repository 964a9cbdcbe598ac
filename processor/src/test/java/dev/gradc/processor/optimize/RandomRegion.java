package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A seeded random region in normal form: the statements of a function of four doubles, two ints, a
 * boolean and two arrays of four doubles. It reads few variables often, so that the passes find
 * something to do, and it throws now and then if it is to be the user's.
 */
final class RandomRegion {

  static final Type DOUBLES = new ArrayType(Scalar.DOUBLE);

  static final Variable X = parameter("x", DOUBLES);
  static final Variable Y = parameter("y", DOUBLES);
  static final Variable OUTSIDE = new Variable("outside", Scalar.DOUBLE, Role.MUTABLE);

  /** What the region finds: its parameters, and a mutable variable that is not its own. */
  static final List<Variable> GIVEN =
      List.of(
          parameter("a", Scalar.DOUBLE),
          parameter("b", Scalar.DOUBLE),
          parameter("c", Scalar.DOUBLE),
          parameter("d", Scalar.DOUBLE),
          parameter("m", Scalar.INT),
          parameter("n", Scalar.INT),
          parameter("flag", Scalar.BOOLEAN),
          X,
          Y,
          OUTSIDE);

  private final Random random;
  private final boolean isUserCode;
  private final Deque<List<Variable>> scopes = new ArrayDeque<>();

  /** For each scope the variables of the blocks in it that are over: names to be used again. */
  private final Deque<List<Variable>> retired = new ArrayDeque<>();

  private final Set<Variable> liveAtEnd = new LinkedHashSet<>();
  private final Set<Variable> counters = new LinkedHashSet<>();
  private final Block block;
  private List<Statement> statements = new ArrayList<>();
  private int names;
  private int labels;

  RandomRegion(long seed, boolean isUserCode) {
    this.random = new Random(seed);
    this.isUserCode = isUserCode;
    enter();
    scopes.element().addAll(GIVEN);
    statements(12 + random.nextInt(30), 0);
    for (Variable variable : scopes.element()) {
      if (!GIVEN.contains(variable) && chance(3)) {
        liveAtEnd.add(variable);
      }
    }
    block = new Block(statements);
  }

  Block block() {
    return block;
  }

  /** A third of the variables of the outermost block. */
  Set<Variable> liveAtEnd() {
    return liveAtEnd;
  }

  private static Variable parameter(String name, Type type) {
    return new Variable(name, type, Role.PARAMETER);
  }

  private boolean chance(int ofHowMany) {
    return random.nextInt(ofHowMany) == 0;
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    switch (random.nextInt(depth < 3 ? 28 : 24)) {
      case 0, 1, 2, 3 -> arithmetic();
      case 4 -> integers();
      case 5 -> booleans();
      case 6, 7 -> declaration();
      case 8, 9, 10 -> snapshot();
      case 11, 12 -> assignment();
      case 13, 14, 15 -> accumulation();
      case 16, 17, 18 -> load();
      case 19, 20, 21 -> arrayWrite(depth);
      case 22 -> zeroThenAccumulate();
      case 23 -> array();
      case 24, 25 -> conditional(depth);
      case 26 -> countedLoop(depth);
      default -> whileLoop(depth);
    }
  }

  private void enter() {
    scopes.push(new ArrayList<>());
    retired.push(new ArrayList<>());
  }

  private void leave() {
    List<Variable> over = retired.pop();
    over.addAll(scopes.pop());
    retired.element().addAll(over);
  }

  /** Now and then the name of a variable of another block, but of none around or within. */
  private Variable fresh(Type type, Role role) {
    boolean isOfThisBlock = true;
    for (List<Variable> over : retired) {
      for (Variable variable : over) {
        if (!isOfThisBlock
            && variable.type().equals(type)
            && variable.role() == role
            && !counters.contains(variable)
            && chance(3)) {
          over.remove(variable);
          return variable;
        }
      }
      isOfThisBlock = false;
    }
    names++;
    return new Variable((role == Role.MUTABLE ? "v" : "t") + names, type, role);
  }

  private String label() {
    labels++;
    return "loop" + labels;
  }

  private void emit(Statement statement) {
    statements.add(statement);
  }

  private Variable define(Operation operation, Type type) {
    Variable target = fresh(type, Role.SINGLE);
    emit(new Statement.Assign(target, operation, Origin.NONE));
    scopes.element().add(target);
    return target;
  }

  private void set(Variable target, Atom value) {
    emit(new Statement.Assign(target, new Operation.Copy(value), Origin.NONE));
  }

  /** A visible variable, most often one of the last; null if there is none. */
  private Variable variable(Type type, boolean isMutable) {
    List<Variable> found = new ArrayList<>();
    for (List<Variable> scope : scopes) {
      for (Variable variable : scope) {
        if (variable.type().equals(type) && variable.isMutable() == isMutable) {
          found.add(variable);
        }
      }
    }
    return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
  }

  private Atom atom(Scalar type) {
    if (!chance(4)) {
      Variable variable = variable(type, false);
      if (variable != null) {
        return variable;
      }
    }
    return switch (type) {
      case BOOLEAN -> chance(2) ? Constant.TRUE : Constant.FALSE;
      case INT -> Constant.of(random.nextInt(7) - 3);
      default -> number();
    };
  }

  private Constant number() {
    double[] numbers = {0.0, 1.0, -1.0, 2.0, 0.5, isUserCode ? -0.0 : 3.0};
    return Constant.of(numbers[random.nextInt(numbers.length)]);
  }

  private static BasicOperator operator(Symbol symbol, Scalar type) {
    return new BasicOperator(symbol, type);
  }

  /** Operators that tell the zeros apart are left to the user's code. */
  private void arithmetic() {
    Operator operator =
        switch (random.nextInt(isUserCode ? 10 : 8)) {
          case 0, 1 -> operator(Symbol.MUL, Scalar.DOUBLE);
          case 2 -> operator(Symbol.ADD, Scalar.DOUBLE);
          case 3 -> operator(Symbol.SUB, Scalar.DOUBLE);
          case 4 -> operator(Symbol.NEG, Scalar.DOUBLE);
          case 5 -> operator(Symbol.SELECT, Scalar.DOUBLE);
          case 6 -> new Conversion(Scalar.INT, Scalar.DOUBLE);
          case 7 -> MathFunction.ofDoubles("sin", 1);
          case 8 -> MathFunction.ofDoubles("max", 2);
          default -> operator(Symbol.DIV, Scalar.DOUBLE);
        };
    define(operator);
  }

  private void define(Operator operator) {
    List<Atom> arguments = operator.parameters().stream().map(this::atom).toList();
    define(new Operation.Apply(operator, arguments), operator.result());
  }

  private void integers() {
    Symbol[] symbols = {
      Symbol.ADD, Symbol.SUB, Symbol.MUL, Symbol.NEG, Symbol.AND, Symbol.SHL, Symbol.DIV, Symbol.REM
    };
    define(operator(symbols[random.nextInt(isUserCode ? 8 : 6)], Scalar.INT));
  }

  private void booleans() {
    if (chance(2)) {
      Symbol[] symbols = {Symbol.LT, Symbol.LE, Symbol.GT, Symbol.GE, Symbol.EQ, Symbol.NE};
      Scalar type = chance(2) ? Scalar.INT : Scalar.DOUBLE;
      define(operator(symbols[random.nextInt(symbols.length)], type));
    } else {
      Symbol[] symbols = {Symbol.AND, Symbol.OR, Symbol.NOT, Symbol.EQ, Symbol.NE, Symbol.SELECT};
      define(operator(symbols[random.nextInt(symbols.length)], Scalar.BOOLEAN));
    }
  }

  private Scalar scalar() {
    return chance(5) ? Scalar.INT : chance(8) ? Scalar.BOOLEAN : Scalar.DOUBLE;
  }

  private void declaration() {
    Scalar type = scalar();
    Variable variable = fresh(type, Role.MUTABLE);
    emit(new Statement.Declare(variable, Origin.NONE));
    set(variable, chance(2) ? Constant.zero(type) : atom(type));
    scopes.element().add(variable);
  }

  private void snapshot() {
    Scalar type = scalar();
    Variable variable = variable(type, true);
    if (variable != null) {
      define(new Operation.Copy(variable), type);
    }
  }

  private void assignment() {
    Scalar type = scalar();
    Variable variable = variable(type, true);
    if (variable != null && !counters.contains(variable)) {
      set(variable, atom(type));
    }
  }

  private void accumulation() {
    Variable variable = variable(Scalar.DOUBLE, true);
    if (variable != null) {
      emit(new Statement.Accumulate(variable, atom(Scalar.DOUBLE), Origin.NONE));
    }
  }

  /** What the reverse of an assignment looks like. */
  private void zeroThenAccumulate() {
    Variable variable = variable(Scalar.DOUBLE, true);
    if (variable != null) {
      Variable before = define(new Operation.Copy(variable), Scalar.DOUBLE);
      set(variable, Constant.of(0.0));
      emit(new Statement.Accumulate(variable, before, Origin.NONE));
    }
  }

  private Atom index() {
    return define(
        Operation.Apply.of(
            operator(Symbol.AND, Scalar.INT), atom(Scalar.INT), Constant.of(chance(9) ? 7 : 3)),
        Scalar.INT);
  }

  /** Never out of bounds in code that the compiler made. */
  private Atom safeIndex() {
    return isUserCode && chance(2) ? index() : Constant.of(random.nextInt(2));
  }

  private void load() {
    define(new Operation.Load(variable(DOUBLES, false), safeIndex()), Scalar.DOUBLE);
  }

  private void arrayWrite(int depth) {
    Variable array = variable(DOUBLES, false);
    Atom index = safeIndex();
    switch (random.nextInt(5)) {
      case 0, 1 -> emit(new Statement.Store(array, index, atom(Scalar.DOUBLE), Origin.NONE));
      case 2 -> {
        define(new Operation.Load(array, index), Scalar.DOUBLE);
        emit(new Statement.Store(array, index, Constant.of(0.0), Origin.NONE));
        if (chance(2)) {
          statement(depth);
        }
        emit(new Statement.AccumulateElement(array, index, atom(Scalar.DOUBLE), Origin.NONE));
      }
      case 3 ->
          emit(new Statement.AccumulateElement(array, index, atom(Scalar.DOUBLE), Origin.NONE));
      default -> emit(new Statement.Clear(array, Constant.of(2), Origin.NONE));
    }
  }

  private void array() {
    Variable mutable = variable(DOUBLES, true);
    switch (random.nextInt(5)) {
      case 0 ->
          define(
              new Operation.NewArray(
                  Scalar.DOUBLE, Constant.of(4), Operation.NewArray.Purpose.PRIMAL),
              DOUBLES);
      case 1 -> define(new Operation.Length(variable(DOUBLES, false)), Scalar.INT);
      case 2 -> {
        Variable declared = fresh(DOUBLES, Role.MUTABLE);
        emit(new Statement.Declare(declared, Origin.NONE));
        set(declared, variable(DOUBLES, false));
        scopes.element().add(declared);
      }
      case 3 -> {
        if (mutable != null) {
          set(mutable, variable(DOUBLES, false));
        }
      }
      default -> {
        if (mutable != null) {
          define(new Operation.Copy(mutable), DOUBLES);
        }
      }
    }
  }

  private Block inner(Variable given, int depth, List<Statement> last) {
    List<Statement> outer = statements;
    statements = new ArrayList<>();
    enter();
    if (given != null) {
      scopes.element().add(given);
    }
    statements(random.nextInt(7), depth + 1);
    statements.addAll(last);
    leave();
    Block inner = new Block(statements);
    statements = outer;
    return inner;
  }

  private void conditional(int depth) {
    Atom condition = atom(Scalar.BOOLEAN);
    Block then = inner(null, depth, List.of());
    Block otherwise = chance(2) ? Block.EMPTY : inner(null, depth, List.of());
    emit(new Statement.If(condition, then, otherwise, Origin.NONE));
  }

  private Atom few() {
    return define(
        Operation.Apply.of(operator(Symbol.AND, Scalar.INT), atom(Scalar.INT), Constant.of(3)),
        Scalar.INT);
  }

  private void countedLoop(int depth) {
    Variable index = fresh(Scalar.INT, Role.SINGLE);
    Atom bound = chance(4) ? Constant.of(random.nextInt(3)) : few();
    Block body = inner(index, depth, List.of());
    boolean isUp = chance(2);
    emit(
        new Statement.CountedLoop(
            label(),
            index,
            isUp ? Constant.of(0) : bound,
            isUp ? Symbol.LT : Symbol.GE,
            isUp ? bound : Constant.of(1),
            isUp ? 1 : -1,
            body,
            Origin.NONE));
  }

  /** {@code while (counter < bound) { …; counter += 1; }}. */
  private void whileLoop(int depth) {
    Variable counter = fresh(Scalar.INT, Role.MUTABLE);
    emit(new Statement.Declare(counter, Origin.NONE));
    set(counter, Constant.of(0));
    scopes.element().add(counter);
    counters.add(counter);
    Atom bound = few();
    List<Statement> outer = statements;
    statements = new ArrayList<>();
    enter();
    Variable count = define(new Operation.Copy(counter), Scalar.INT);
    if (chance(2)) {
      arithmetic();
    }
    Variable condition =
        define(Operation.Apply.of(operator(Symbol.LT, Scalar.INT), count, bound), Scalar.BOOLEAN);
    leave();
    final Block header = new Block(statements);
    statements = outer;
    Variable old = fresh(Scalar.INT, Role.SINGLE);
    Variable next = fresh(Scalar.INT, Role.SINGLE);
    Operation sum = Operation.Apply.of(operator(Symbol.ADD, Scalar.INT), old, Constant.of(1));
    List<Statement> last =
        List.of(
            new Statement.Assign(old, new Operation.Copy(counter), Origin.NONE),
            new Statement.Assign(next, sum, Origin.NONE),
            new Statement.Assign(counter, new Operation.Copy(next), Origin.NONE));
    emit(
        new Statement.WhileLoop(label(), header, condition, inner(null, depth, last), Origin.NONE));
  }
}
