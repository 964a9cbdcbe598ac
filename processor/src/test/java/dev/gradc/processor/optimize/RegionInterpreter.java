package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the statements that {@link RandomRegion} makes, one by one, as Java would. */
final class RegionInterpreter implements Statement.Visitor<Void>, Operation.Visitor<Object> {

  private final Map<Variable, Object> values = new HashMap<>();

  void set(Variable variable, Object value) {
    values.put(variable, value);
  }

  Object get(Atom atom) {
    if (atom instanceof Constant constant) {
      return constant.value();
    }
    Object value = values.get(atom);
    if (value == null) {
      throw new AssertionError("'" + atom + "' is read before it has a value");
    }
    return value;
  }

  void run(Block block) {
    block.statements().forEach(statement -> statement.accept(this));
  }

  private double[] array(Variable variable) {
    return (double[]) get(variable);
  }

  private int number(Atom atom) {
    return (Integer) get(atom);
  }

  private double real(Atom atom) {
    return (Double) get(atom);
  }

  private boolean isTrue(Atom atom) {
    return (Boolean) get(atom);
  }

  @Override
  public Void declare(Statement.Declare statement) {
    values.remove(statement.variable());
    return null;
  }

  @Override
  public Void assign(Statement.Assign statement) {
    values.put(statement.target(), statement.operation().accept(this));
    return null;
  }

  @Override
  public Void store(Statement.Store statement) {
    array(statement.array())[number(statement.index())] = real(statement.value());
    return null;
  }

  @Override
  public Void accumulate(Statement.Accumulate statement) {
    values.put(statement.target(), real(statement.target()) + real(statement.value()));
    return null;
  }

  @Override
  public Void accumulateElement(Statement.AccumulateElement statement) {
    array(statement.array())[number(statement.index())] += real(statement.value());
    return null;
  }

  @Override
  public Void throwing(Statement.Throw statement) {
    throw new UnsupportedOperationException("random regions throw nothing");
  }

  @Override
  public Void conditional(Statement.If statement) {
    run(isTrue(statement.condition()) ? statement.then() : statement.otherwise());
    return null;
  }

  @Override
  public Void countedLoop(Statement.CountedLoop statement) {
    int bound = number(statement.bound());
    int index = number(statement.from());
    while (compare(statement.relation(), Integer.compare(index, bound))) {
      values.put(statement.index(), index);
      run(statement.body());
      index += statement.step();
    }
    return null;
  }

  @Override
  public Void whileLoop(Statement.WhileLoop statement) {
    run(statement.header());
    while (isTrue(statement.condition())) {
      run(statement.body());
      run(statement.header());
    }
    return null;
  }

  @Override
  public Void clear(Statement.Clear statement) {
    Arrays.fill(array(statement.array()), 0, number(statement.length()), 0.0);
    return null;
  }

  @Override
  public Void call(Statement.Call statement) {
    throw new AssertionError("no random region has " + statement);
  }

  @Override
  public Void invoke(Statement.Invoke statement) {
    throw new AssertionError("no random region has " + statement);
  }

  @Override
  public Void reserve(Statement.Reserve statement) {
    throw new AssertionError("no random region has " + statement);
  }

  @Override
  public Void reserveRow(Statement.ReserveRow statement) {
    throw new AssertionError("no random region has " + statement);
  }

  @Override
  public Object copy(Operation.Copy operation) {
    return get(operation.value());
  }

  @Override
  public Object detachArray(Operation.DetachArray operation) {
    return get(operation.array());
  }

  @Override
  public Object load(Operation.Load operation) {
    return array(operation.array())[number(operation.index())];
  }

  @Override
  public Object inspect(Operation.Inspect operation) {
    throw new UnsupportedOperationException("random regions have no objects");
  }

  @Override
  public Object length(Operation.Length operation) {
    return array(operation.array()).length;
  }

  @Override
  public Object newArray(Operation.NewArray operation) {
    return new double[number(operation.length())];
  }

  @Override
  public Object adjointLike(Operation.AdjointLike operation) {
    return new double[array(operation.array()).length];
  }

  @Override
  public Object apply(Operation.Apply operation) {
    List<Atom> arguments = operation.arguments();
    Atom first = arguments.get(0);
    Atom last = arguments.get(arguments.size() - 1);
    if (operation.operator() instanceof Conversion) {
      return (double) number(first);
    }
    if (operation.operator() instanceof MathFunction function) {
      return function.name().equals("sin")
          ? Math.sin(real(first))
          : Math.max(real(first), real(last));
    }
    BasicOperator operator = (BasicOperator) operation.operator();
    if (operator.symbol() == BasicOperator.Symbol.SELECT) {
      return isTrue(first) ? get(arguments.get(1)) : get(last);
    }
    return switch (operator.operand()) {
      case DOUBLE -> reals(operator.symbol(), real(first), real(last));
      case INT -> numbers(operator.symbol(), number(first), number(last));
      case BOOLEAN -> truths(operator.symbol(), isTrue(first), isTrue(last));
      default -> throw new AssertionError("no random region has " + operator);
    };
  }

  private static Object reals(BasicOperator.Symbol symbol, double a, double b) {
    return switch (symbol) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case NEG -> -a;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new AssertionError("no random region has " + symbol);
    };
  }

  private static Object numbers(BasicOperator.Symbol symbol, int a, int b) {
    return switch (symbol) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case NEG -> -a;
      case AND -> a & b;
      case SHL -> a << b;
      default -> compare(symbol, Integer.compare(a, b));
    };
  }

  private static boolean compare(BasicOperator.Symbol symbol, int order) {
    return switch (symbol) {
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case EQ -> order == 0;
      case NE -> order != 0;
      default -> throw new AssertionError("no random region has " + symbol);
    };
  }

  private static boolean truths(BasicOperator.Symbol symbol, boolean a, boolean b) {
    return switch (symbol) {
      case AND -> a && b;
      case OR -> a || b;
      case NOT -> !a;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new AssertionError("no random region has " + symbol);
    };
  }
}
