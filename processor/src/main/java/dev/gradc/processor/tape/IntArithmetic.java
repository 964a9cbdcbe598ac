package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements that compute {@code int} values, without the ones that would compute nothing. */
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
    BasicOperator operator = new BasicOperator(symbol, Scalar.INT);
    return compute(name, Operation.Apply.of(operator, left, right), origin);
  }

  Atom atLeastZero(String name, Atom value, Origin origin) {
    return math(name, "max", Constant.of(0), value, origin);
  }

  /** A function of {@code Math} of two numbers. */
  Atom math(String name, String function, Atom left, Atom right, Origin origin) {
    List<Scalar> types = List.of(Scalar.INT, Scalar.INT);
    MathFunction operator = new MathFunction("java.lang.Math", function, types, Scalar.INT);
    return compute(name, Operation.Apply.of(operator, left, right), origin);
  }

  Variable copy(String name, Variable mutable, Origin origin) {
    return emit(name, new Operation.Copy(mutable), origin);
  }

  private Variable compute(String name, Operation operation, Origin origin) {
    Variable target = emit(name, operation, origin);
    defined.add(target);
    return target;
  }

  private Variable emit(String name, Operation operation, Origin origin) {
    Variable target = names.fresh(name, Scalar.INT, Role.SINGLE);
    statements.add(new Statement.Assign(target, operation, origin));
    return target;
  }
}
