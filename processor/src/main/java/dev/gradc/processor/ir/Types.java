package dev.gradc.processor.ir;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import java.util.List;

/** The laws about types. */
final class Types {

  private final Scopes scopes;

  Types(Scopes scopes) {
    this.scopes = scopes;
  }

  /** Which class fits where is javac's to say. */
  private static boolean fits(Type expected, Type actual) {
    return expected.equals(actual)
        || (expected instanceof ObjectType && actual instanceof ObjectType)
        || (expected instanceof ArrayType rows
            && actual instanceof ArrayType others
            && fits(rows.element(), others.element()));
  }

  void same(Type expected, Type actual, String what) {
    if (!fits(expected, actual)) {
      scopes.complain(what + " has the type " + actual.keyword() + ", not " + expected.keyword());
    }
  }

  /** A constant's value is of the class that its type says. */
  void constant(Atom atom) {
    if (atom instanceof Constant constant
        && classOf(constant.value()) != classOf(Constant.zero(constant.type()).value())) {
      scopes.complain(
          "a constant of type " + constant.type().keyword() + " has a value of another type");
    }
  }

  private static Class<?> classOf(Object value) {
    return value == null ? Void.class : value.getClass();
  }

  /** What may be added up. */
  void summand(Atom value) {
    boolean isNumber = value.type() instanceof Scalar scalar && scalar != Scalar.BOOLEAN;
    if (!isNumber && !value.type().equals(ObjectType.TENSOR)) {
      scopes.complain("only numbers are accumulated");
    }
  }

  void array(Variable array) {
    if (!(array.type() instanceof ArrayType)) {
      scopes.complain(array + " is not an array");
    }
  }

  void rows(Variable array) {
    if (!(array.type() instanceof ArrayType outer && outer.element() instanceof ArrayType)) {
      scopes.complain(array + " is not an array of arrays");
    }
  }

  void element(Variable array, Atom index, Type value) {
    array(array);
    same(Scalar.INT, index.type(), "the index");
    if (array.type() instanceof ArrayType type) {
      same(type.element(), value, "the element");
    }
  }

  void loop(Statement.CountedLoop loop) {
    same(Scalar.INT, loop.index().type(), "the index");
    same(Scalar.INT, loop.from().type(), "the first index");
    same(Scalar.INT, loop.bound().type(), "the bound");
    Symbol relation = loop.relation();
    boolean fits =
        loop.step() > 0
            ? relation == Symbol.LT || relation == Symbol.LE
            : loop.step() < 0 && (relation == Symbol.GT || relation == Symbol.GE);
    if (!fits) {
      scopes.complain("the sign of the step does not fit the relation");
    }
  }

  void assign(Variable target, Operation operation) {
    operation.accept(new OperationTypes(target));
  }

  private final class OperationTypes implements Operation.Visitor<Void> {
    private final Variable target;

    private OperationTypes(Variable target) {
      this.target = target;
    }

    private Void result(Type type) {
      same(type, target.type(), "the target");
      return null;
    }

    @Override
    public Void copy(Operation.Copy operation) {
      return result(operation.value().type());
    }

    @Override
    public Void apply(Operation.Apply operation) {
      List<Scalar> parameters = operation.operator().parameters();
      List<Atom> arguments = operation.arguments();
      if (parameters.size() != arguments.size()) {
        scopes.complain("the operator takes " + parameters.size() + " arguments");
        return null;
      }
      for (int i = 0; i < parameters.size(); i++) {
        same(parameters.get(i), arguments.get(i).type(), "an argument");
      }
      if (operation.operator() instanceof BasicOperator basic && !isOperand(basic)) {
        scopes.complain("there is no such operator for " + basic.operand().keyword());
      }
      if (operation.operator() instanceof Conversion conversion
          && conversion.from() != conversion.to()
          && (conversion.from() == Scalar.BOOLEAN || conversion.to() == Scalar.BOOLEAN)) {
        scopes.complain("there are no conversions of booleans");
      }
      return result(operation.operator().result());
    }

    @Override
    public Void detachArray(Operation.DetachArray operation) {
      if (!operation.array().type().equals(ObjectType.TENSOR)) {
        array(operation.array());
      }
      return result(operation.array().type());
    }

    @Override
    public Void load(Operation.Load operation) {
      element(operation.array(), operation.index(), target.type());
      return null;
    }

    @Override
    public Void length(Operation.Length operation) {
      array(operation.array());
      return result(Scalar.INT);
    }

    @Override
    public Void newArray(Operation.NewArray operation) {
      operation.lengths().forEach(length -> same(Scalar.INT, length.type(), "the length"));
      ArrayType type = new ArrayType(operation.element());
      if (operation.lengths().size() > type.rank()) {
        scopes.complain("there are more lengths than dimensions");
      }
      return result(type);
    }

    @Override
    public Void inspect(Operation.Inspect operation) {
      return result(operation.type());
    }

    @Override
    public Void adjointLike(Operation.AdjointLike operation) {
      array(operation.array());
      return result(operation.array().type());
    }
  }

  private static boolean isOperand(BasicOperator operator) {
    Scalar operand = operator.operand();
    boolean isWide = operand == Scalar.INT || operand == Scalar.LONG;
    return switch (operator.symbol()) {
      case ADD, SUB, MUL, DIV, REM, NEG, LT, LE, GT, GE -> isWide || operand.isFloating();
      case EQ, NE -> isWide || operand.isFloating() || operand == Scalar.BOOLEAN;
      case NOT -> operand == Scalar.BOOLEAN;
      case AND, OR, XOR -> isWide || operand == Scalar.BOOLEAN;
      case COMPLEMENT, SHL, SHR, USHR -> isWide;
      case SELECT, DETACH -> true;
    };
  }
}
