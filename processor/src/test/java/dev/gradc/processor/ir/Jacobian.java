package dev.gradc.processor.ir;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * All derivatives of a function at a point, exact to rounding, by Hipparchus. It shares nothing
 * with the compiler but the text of the function.
 *
 * @param value the result, a Double or a double[] whatever its floating type; a list of several
 * @param rows a row per element of the result, a column per element of the active parameters in
 *     order
 */
public record Jacobian(Object value, double[][] rows) {

  /**
   * Of a function that makes no calls.
   *
   * @param arguments Java's own values; arrays are copied before
   */
  public static Jacobian of(Function function, Object... arguments) {
    int inputs = inputs(function, arguments);
    GradientAlgebra algebra = new GradientAlgebra(inputs);
    List<Object> values = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < arguments.length; i++) {
      Function.Parameter parameter = function.parameters().get(i);
      Object argument = arguments[i];
      Type type = parameter.variable().type();
      if (!type.isDifferentiable()) {
        values.add(type instanceof ArrayType ? copy(argument) : argument);
      } else if (type instanceof ArrayType) {
        Gradient[] array = new Gradient[Array.getLength(argument)];
        for (int k = 0; k < array.length; k++) {
          double value = Array.getDouble(argument, k);
          array[k] =
              parameter.isActive()
                  ? algebra.input(position++, value)
                  : algebra.constant(value, Scalar.DOUBLE);
        }
        values.add(array);
      } else {
        double value = ((Number) argument).doubleValue();
        values.add(
            parameter.isActive()
                ? algebra.input(position++, value)
                : algebra.constant(value, Scalar.DOUBLE));
      }
    }
    Object result = new Interpreter<>(algebra).run(function, values);
    return result instanceof List<?> several ? of(several, inputs) : of(result, inputs);
  }

  private static int inputs(Function function, Object[] arguments) {
    int inputs = 0;
    for (int i = 0; i < arguments.length; i++) {
      Function.Parameter parameter = function.parameters().get(i);
      if (parameter.isActive()) {
        inputs +=
            parameter.variable().type() instanceof ArrayType ? Array.getLength(arguments[i]) : 1;
      }
    }
    return inputs;
  }

  private static Object copy(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  /** The rows of several results, one after the other. */
  private static Jacobian of(List<?> results, int inputs) {
    List<Object> values = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (Object result : results) {
      Jacobian part = of(result, inputs);
      values.add(part.value());
      rows.addAll(List.of(part.rows()));
    }
    return new Jacobian(values, rows.toArray(double[][]::new));
  }

  private static Jacobian of(Object result, int inputs) {
    if (result instanceof Values.Detached detached) {
      return constant((Gradient[]) detached.array());
    }
    if (result instanceof Number || result instanceof Boolean || result instanceof Character) {
      return new Jacobian(result, new double[1][inputs]);
    }
    if (result.getClass().isArray() && !(result instanceof Gradient[])) {
      return new Jacobian(result, new double[Array.getLength(result)][inputs]);
    }
    if (result instanceof Gradient[] elements) {
      double[] values = new double[elements.length];
      double[][] rows = new double[elements.length][];
      for (int k = 0; k < elements.length; k++) {
        values[k] = elements[k].getValue();
        rows[k] = elements[k].getGradient();
      }
      return new Jacobian(values, rows);
    }
    Gradient number = (Gradient) result;
    return new Jacobian(number.getValue(), new double[][] {number.getGradient()});
  }

  private static Jacobian constant(Gradient[] elements) {
    double[] values = new double[elements.length];
    double[][] rows = new double[elements.length][];
    for (int k = 0; k < elements.length; k++) {
      values[k] = elements[k].getValue();
      rows[k] = new double[elements[k].getFreeParameters()];
    }
    return new Jacobian(values, rows);
  }

  /** The tangent {@code J u}, an element per row. */
  public double[] times(double[] direction) {
    double[] tangent = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < direction.length; i++) {
        tangent[k] += rows[k][i] * direction[i];
      }
    }
    return tangent;
  }

  /** The gradient {@code v J}, an element per column. */
  public double[] transposedTimes(double[] seed) {
    double[] gradient = new double[rows.length == 0 ? 0 : rows[0].length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += seed[k] * rows[k][i];
      }
    }
    return gradient;
  }
}
