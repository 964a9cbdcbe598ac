package dev.gradc.processor.rules;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Computes the partials of an application of an operator as generated code would. */
final class FormulaEvaluation {

  private final Operator operator;
  private final double[] arguments;
  private final double result;

  FormulaEvaluation(Operator operator, double... arguments) {
    this.operator = operator;
    this.arguments = arguments.clone();
    this.result = Primal.of(operator, arguments);
  }

  double apply(Partial partial, double vector) {
    return partial instanceof Partial.Linear linear ? value(linear.map(), vector) : 0;
  }

  private double value(Formula formula, double vector) {
    if (formula instanceof Formula.Argument argument) {
      return arguments[argument.position()];
    } else if (formula instanceof Formula.Result) {
      return result;
    } else if (formula instanceof Formula.Vector) {
      return vector;
    } else if (formula instanceof Formula.Number number) {
      return rounded(number.value());
    } else if (formula instanceof Formula.Basic basic) {
      return Primal.of(
          new BasicOperator(basic.symbol(), operator.result()), values(basic.arguments(), vector));
    }
    Formula.Function function = (Formula.Function) formula;
    return rounded(Primal.of(inDouble(function), values(function.arguments(), vector)));
  }

  private double[] values(List<Formula> formulas, double vector) {
    return formulas.stream().mapToDouble(formula -> value(formula, vector)).toArray();
  }

  private MathFunction inDouble(Formula.Function function) {
    List<Scalar> parameters = new ArrayList<>();
    for (Formula formula : function.arguments()) {
      boolean isInt =
          formula instanceof Formula.Argument argument
              && operator.parameters().get(argument.position()) == Scalar.INT;
      parameters.add(isInt ? Scalar.INT : Scalar.DOUBLE);
    }
    return new MathFunction("java.lang.Math", function.name(), parameters, Scalar.DOUBLE);
  }

  private double rounded(double value) {
    return operator.result() == Scalar.FLOAT ? (float) value : value;
  }
}
