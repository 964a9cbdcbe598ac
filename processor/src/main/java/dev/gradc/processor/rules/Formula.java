package dev.gradc.processor.rules;

import dev.gradc.processor.ir.BasicOperator;
import java.util.List;

/**
 * A formula over an operator's arguments, its result and the vector that a partial derivative is
 * applied to. It has the operator's floating type throughout: numbers and basic operators are taken
 * in {@code float} or {@code double} as the operator is; Math functions are computed in double and
 * converted, unless they exist in float.
 */
public sealed interface Formula {

  /** The operator's argument at this position, from 0. */
  record Argument(int position) implements Formula {}

  /** The operator's result. */
  record Result() implements Formula {}

  /** The vector that the partial is applied to: a tangent, or the adjoint of the result. */
  record Vector() implements Formula {}

  /** A number. */
  record Number(double value) implements Formula {}

  /** A basic operator; comparisons give a boolean, which only SELECT, AND, OR and NOT take. */
  record Basic(BasicOperator.Symbol symbol, List<Formula> arguments) implements Formula {
    public Basic {
      arguments = List.copyOf(arguments);
    }
  }

  /** A function of {@code java.lang.Math} on floating arguments with a floating result. */
  record Function(String name, List<Formula> arguments) implements Formula {
    public Function {
      arguments = List.copyOf(arguments);
    }
  }
}
