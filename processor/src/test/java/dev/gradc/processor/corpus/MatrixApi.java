package dev.gradc.processor.corpus;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the modes JACOBIAN and HESSIAN add to the API of one method, called by reflection. */
final class MatrixApi {

  private final Class<?> nested;
  private final GeneratedApi api;
  private final Set<Integer> directions;

  /**
   * @param directions positions of the parameters, the object first, that have a direction
   */
  MatrixApi(Class<?> nested, GeneratedApi api, Set<Integer> directions) {
    this.nested = nested;
    this.api = api;
    this.directions = new LinkedHashSet<>(directions);
  }

  boolean has(String name) {
    return Arrays.stream(nested.getDeclaredMethods()).anyMatch(it -> it.getName().equals(name));
  }

  /** The Jacobian. */
  double[][] jacobian(Object... leaves) {
    return rows(call("jacobian", api.composed(leaves)));
  }

  /** The Jacobian added to a matrix of ones. */
  double[][] addedJacobian(int rows, int columns, Object... leaves) {
    return added("addJacobian", rows, columns, leaves);
  }

  /** The Hessian added to a matrix of ones. */
  double[][] addedHessian(int size, Object... leaves) {
    return added("addHessian", size, size, leaves);
  }

  /** Throws what the method throws. */
  double[][] added(String name, int rows, int columns, Object... leaves) {
    Class<?> type =
        find(name, api.composed(leaves).length + 1)
            .getParameterTypes()[api.composed(leaves).length]
            .getComponentType()
            .getComponentType();
    Object matrix = Array.newInstance(type, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Array.set(Array.get(matrix, i), j, type == float.class ? (Object) 1.0f : (Object) 1.0);
      }
    }
    call(name, plus(api.composed(leaves), matrix));
    return rows(matrix);
  }

  double[][] hessian(Object... leaves) {
    return rows(call("hessian", api.composed(leaves)));
  }

  double[] diagonal(Object... leaves) {
    return api.flat(call("hessianDiagonal", api.composed(leaves)));
  }

  /** The product of the Hessian with a direction. */
  double[] product(Object[] leaves, Object[] direction) {
    return api.flat(call("hvp", plus(api.composed(leaves), directed(leaves, direction))));
  }

  /** Gradient and product, twice into the same two gradients. */
  List<double[]> twice(Object[] leaves, Object[] direction) {
    Object gradient = api.zeros(Numbers.copy(leaves));
    Object product = api.zeros(Numbers.copy(leaves));
    for (int i = 0; i < 2; i++) {
      Object[] own = Numbers.copy(leaves);
      Object[] given = plus(api.composed(own), directed(own, direction));
      call("addHvp", plus(given, gradient, product));
    }
    return List.of(api.flat(gradient), api.flat(product));
  }

  /** Gradient and diagonal, twice into the same two gradients. */
  List<double[]> diagonalTwice(Object[] leaves) {
    Object gradient = api.zeros(Numbers.copy(leaves));
    Object diagonal = api.zeros(Numbers.copy(leaves));
    for (int i = 0; i < 2; i++) {
      Object[] own = api.composed(Numbers.copy(leaves));
      call("addHessianDiagonal", plus(own, gradient, diagonal));
    }
    return List.of(api.flat(gradient), api.flat(diagonal));
  }

  private Object[] directed(Object[] leaves, Object[] direction) {
    Object[] all = api.composed(direction);
    List<Object> own = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (directions.contains(i)) {
        own.add(all[i]);
      }
    }
    api.composed(leaves);
    return own.toArray();
  }

  private static Object[] plus(Object[] values, Object... more) {
    Object[] all = Arrays.copyOf(values, values.length + more.length);
    System.arraycopy(more, 0, all, values.length, more.length);
    return all;
  }

  private static double[][] rows(Object matrix) {
    double[][] rows = new double[Array.getLength(matrix)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Numbers.flat(Array.get(matrix, i));
    }
    return rows;
  }

  private Method find(String name, int parameters) {
    Method method =
        Arrays.stream(nested.getDeclaredMethods())
            .filter(it -> it.getName().equals(name) && it.getParameterCount() == parameters)
            .findFirst()
            .orElseThrow(() -> new AssertionError("the API lacks " + name));
    method.setAccessible(true);
    return method;
  }

  private Object call(String name, Object... arguments) {
    Method method = find(name, arguments.length);
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " throws " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
