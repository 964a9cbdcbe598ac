package dev.gradc.processor.ir;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
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
   * Of a function that calls nothing but members.
   *
   * @param callees the functions that stand for members
   * @param given Java's own values; arrays are copied before
   */
  public static Jacobian of(Function function, Collection<Function> callees, Object... given) {
    Object[] arguments = SharedArrays.copy(given);
    SharedArrays.hang(arguments);
    int inputs = inputs(function, arguments);
    GradientAlgebra algebra = new GradientAlgebra(inputs);
    List<Object> values = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < arguments.length; i++) {
      Function.Parameter parameter = function.parameters().get(i);
      Object argument = arguments[i];
      Type type = parameter.variable().type();
      if (!type.isDifferentiable()) {
        values.add(argument);
      } else {
        int[] next = {position};
        values.add(
            numbers(
                argument,
                value ->
                    parameter.isActive()
                        ? algebra.input(next[0]++, value)
                        : algebra.constant(value, Scalar.DOUBLE)));
        position = next[0];
      }
    }
    Interpreter<Gradient> interpreter = new Interpreter<>(algebra);
    callees.forEach(interpreter::with);
    for (int i = 0; i < arguments.length; i++) {
      share(interpreter, arguments[i], values.get(i));
    }
    Object result = interpreter.run(function, values);
    return result instanceof List<?> several ? of(several, inputs) : of(result, inputs);
  }

  /** A number or array of numbers, made of Hipparchus' own. */
  private static Object numbers(Object argument, DoubleFunction<Gradient> input) {
    if (!argument.getClass().isArray()) {
      return input.apply(((Number) argument).doubleValue());
    }
    int length = Array.getLength(argument);
    Class<?> rows = argument.getClass().getComponentType();
    Object array = Array.newInstance(rows.isArray() ? gradients(rows) : Gradient.class, length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, numbers(Array.get(argument, i), input));
    }
    return array;
  }

  private static Class<?> gradients(Class<?> array) {
    Class<?> element = array.getComponentType();
    return (element.isArray() ? gradients(element) : Gradient.class).arrayType();
  }

  private static int count(Object argument) {
    if (!argument.getClass().isArray()) {
      return 1;
    }
    int count = 0;
    for (int i = 0; i < Array.getLength(argument); i++) {
      count += count(Array.get(argument, i));
    }
    return count;
  }

  private static int inputs(Function function, Object[] arguments) {
    int inputs = 0;
    for (int i = 0; i < arguments.length; i++) {
      Function.Parameter parameter = function.parameters().get(i);
      if (parameter.isActive()) {
        inputs += count(arguments[i]);
      }
    }
    return inputs;
  }

  /** Objects may hold the arrays that are arguments, or stand in one. */
  private static void share(Interpreter<Gradient> interpreter, Object argument, Object values) {
    if (!holdsNumbers(values)) {
      return;
    }
    if (argument.getClass().isArray()) {
      interpreter.share(argument, values);
    }
    if (argument instanceof Object[] rows && values instanceof Object[] gradients) {
      for (int i = 0; i < rows.length; i++) {
        share(interpreter, rows[i], gradients[i]);
      }
    }
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
      return of(visible(detached.array(), detached.written()), inputs);
    }
    if (result instanceof Number || result instanceof Boolean || result instanceof Character) {
      return new Jacobian(result, new double[1][inputs]);
    }
    if (result.getClass().isArray()) {
      if (!holdsNumbers(result)) {
        return new Jacobian(result, new double[count(result)][inputs]);
      }
      Gradient[] elements = flat(result);
      double[] values = new double[elements.length];
      double[][] rows = new double[elements.length][];
      for (int k = 0; k < elements.length; k++) {
        values[k] = elements[k].getValue();
        rows[k] = elements[k].getGradient();
      }
      return new Jacobian(values, rows);
    }
    if (!(result instanceof Gradient number)) {
      return new Jacobian(result, new double[0][inputs]);
    }
    return new Jacobian(number.getValue(), new double[][] {number.getGradient()});
  }

  private static boolean holdsNumbers(Object array) {
    return array instanceof Gradient[]
        || (array instanceof Object[] rows
            && Arrays.stream(rows).allMatch(row -> holdsNumbers(row)));
  }

  private static Gradient[] flat(Object array) {
    if (array instanceof Gradient[] elements) {
      return elements;
    }
    return Arrays.stream((Object[]) array)
        .flatMap(row -> Arrays.stream(flat(row)))
        .toArray(Gradient[]::new);
  }

  /** Constants, but for what was written there. */
  private static Object visible(Object array, Map<Object, Map<Integer, Object>> written) {
    if (array instanceof Gradient[] elements) {
      Map<Integer, Object> here =
          written == null ? Map.of() : written.getOrDefault(array, Map.of());
      Gradient[] seen = new Gradient[elements.length];
      for (int i = 0; i < seen.length; i++) {
        Gradient constant =
            Gradient.constant(elements[i].getFreeParameters(), elements[i].getValue());
        seen[i] = (Gradient) here.getOrDefault(i, constant);
      }
      return seen;
    }
    return Arrays.stream((Object[]) array).map(row -> visible(row, written)).toArray();
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
