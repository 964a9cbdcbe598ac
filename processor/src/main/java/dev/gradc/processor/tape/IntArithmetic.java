package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements that compute numbers of iterations, without the ones that would compute nothing. */
final class IntArithmetic {

  private final FreshNames names;
  private final Set<Variable> defined;
  private final List<Statement> statements = new ArrayList<>();

  /**
   * @param defined gets the variables that are computed here from others
   */
  IntArithmetic(FreshNames names, Set<Variable> defined) {
    this.names = names;
    this.defined = defined;
  }

  /** Where the statements stand; others may be added. */
  List<Statement> into() {
    return statements;
  }

  Atom apply(String name, Symbol symbol, Atom left, Atom right, Origin origin) {
    boolean isNeutral =
        switch (symbol) {
          case ADD, SUB -> right.equals(Constant.of(0));
          case MUL, DIV -> right.equals(Constant.of(1));
          default -> false;
        };
    if (isNeutral) {
      return left;
    }
    BasicOperator operator = new BasicOperator(symbol, (Scalar) left.type());
    return compute(name, Operation.Apply.of(operator, left, right), origin);
  }

  /** The same number of another type; of those that {@code int} does not hold, what Java makes. */
  Atom convert(String name, Atom value, Scalar type, Origin origin) {
    Conversion conversion = new Conversion((Scalar) value.type(), type);
    return compute(name, Operation.Apply.of(conversion, value), origin);
  }

  /** A {@code long} as an {@code int}, which throws if that does not hold it. */
  Atom toIntExact(String name, Atom value, Origin origin) {
    MathFunction operator =
        new MathFunction("java.lang.Math", "toIntExact", List.of(Scalar.LONG), Scalar.INT);
    return compute(name, Operation.Apply.of(operator, value), origin);
  }

  Atom atLeastZero(String name, Atom value, Origin origin) {
    return math(name, "max", Constant.of(0), value, origin);
  }

  /** A function of {@code Math} of two numbers. */
  Atom math(String name, String function, Atom left, Atom right, Origin origin) {
    Scalar type = (Scalar) left.type();
    MathFunction operator = new MathFunction("java.lang.Math", function, List.of(type, type), type);
    return compute(name, Operation.Apply.of(operator, left, right), origin);
  }

  Variable copy(String name, Variable mutable, Origin origin) {
    return emit(name, new Operation.Copy(mutable), mutable.type(), origin);
  }

  private Variable compute(String name, Operation.Apply operation, Origin origin) {
    Variable target = emit(name, operation, operation.operator().result(), origin);
    defined.add(target);
    return target;
  }

  private Variable emit(String name, Operation operation, Type type, Origin origin) {
    Variable target = names.fresh(name, type, Role.SINGLE);
    statements.add(new Statement.Assign(target, operation, origin));
    return target;
  }
}
