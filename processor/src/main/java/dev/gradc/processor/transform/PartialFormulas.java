package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Formula;
import dev.gradc.processor.rules.Partial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes formulas of the rule table as statements, for one application of an operator. */
final class PartialFormulas {

  private final Operation.Apply apply;
  private final Atom result;
  private final Scalar type;
  private final Origin origin;
  private final FreshNames names;
  private final List<Statement> statements;
  private Atom vector;

  /**
   * @param result the variable that holds the operator's result
   * @param statements where the statements go
   */
  PartialFormulas(
      Operation.Apply apply,
      Atom result,
      Origin origin,
      FreshNames names,
      List<Statement> statements) {
    this.apply = apply;
    this.result = result;
    this.type = apply.operator().result();
    this.origin = origin;
    this.names = names;
    this.statements = statements;
  }

  /**
   * The adjoint of an argument: the map applied to the adjoint of the result, in the type of the
   * argument.
   */
  Atom pullback(Partial.Linear partial, int position, Atom adjoint) {
    vector = adjoint;
    return coerce(lower(partial.map()), (Scalar) apply.arguments().get(position).type());
  }

  /**
   * What an argument contributes to the tangent of the result: the map applied to the tangent of
   * the argument, in the type of the result.
   */
  Atom pushforward(Partial.Linear partial, Atom tangent) {
    vector = coerce(tangent, type);
    return lower(partial.map());
  }

  private Atom lower(Formula formula) {
    if (formula instanceof Formula.Argument argument) {
      return apply.arguments().get(argument.position());
    } else if (formula instanceof Formula.Result) {
      return result;
    } else if (formula instanceof Formula.Vector) {
      return vector;
    } else if (formula instanceof Formula.Number number) {
      return Constant.of(number.value(), type);
    } else if (formula instanceof Formula.Basic basic) {
      return lower(basic);
    } else if (formula instanceof Formula.Function function) {
      return lower(function);
    }
    throw new IllegalArgumentException("no such formula: " + formula);
  }

  private Atom lower(Formula.Basic basic) {
    boolean isLogical =
        basic.symbol() == Symbol.AND || basic.symbol() == Symbol.OR || basic.symbol() == Symbol.NOT;
    BasicOperator operator = new BasicOperator(basic.symbol(), isLogical ? Scalar.BOOLEAN : type);
    List<Atom> arguments = new ArrayList<>();
    for (int i = 0; i < basic.arguments().size(); i++) {
      arguments.add(coerce(lower(basic.arguments().get(i)), operator.parameters().get(i)));
    }
    return emit(operator, arguments);
  }

  private Atom lower(Formula.Function function) {
    List<Atom> arguments = new ArrayList<>();
    List<Scalar> parameters = new ArrayList<>();
    for (Formula argument : function.arguments()) {
      Atom atom = lower(argument);
      boolean isFloating = ((Scalar) atom.type()).isFloating();
      arguments.add(isFloating ? coerce(atom, Scalar.DOUBLE) : atom);
      parameters.add(isFloating ? Scalar.DOUBLE : (Scalar) atom.type());
    }
    MathFunction operator =
        new MathFunction("java.lang.Math", function.name(), parameters, Scalar.DOUBLE);
    return coerce(emit(operator, arguments), type);
  }

  private Atom coerce(Atom atom, Scalar wanted) {
    Scalar actual = (Scalar) atom.type();
    if (actual == wanted) {
      return atom;
    }
    return emit(new Conversion(actual, wanted), List.of(atom));
  }

  private Atom emit(Operator operator, List<Atom> arguments) {
    Variable target = names.fresh(nameOf(operator), operator.result(), Variable.Role.SINGLE);
    statements.add(new Statement.Assign(target, new Operation.Apply(operator, arguments), origin));
    return target;
  }

  private static String nameOf(Operator operator) {
    if (operator instanceof BasicOperator basic) {
      return switch (basic.symbol()) {
        case ADD -> "sum";
        case SUB -> "difference";
        case MUL -> "product";
        case DIV -> "quotient";
        case REM -> "remainder";
        case NEG -> "negation";
        case SELECT -> "selection";
        default -> "is" + basic.mnemonic().toUpperCase(Locale.ROOT);
      };
    }
    return operator instanceof Conversion ? "converted" : operator.mnemonic();
  }
}
