package dev.gradc.processor.ir;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The interpreter for tests in other packages. */
public final class Interpretation {

  private Interpretation() {}

  /**
   * Runs a function with exactly Java's meaning on Java's own values; arrays may change.
   *
   * @param callees what it may call
   * @param users functions that use the members that it may use
   */
  public static Object exact(
      Function function,
      Collection<Function> callees,
      Collection<Function> users,
      Object... arguments) {
    Interpreter<Double> interpreter = Interpreter.exact();
    callees.forEach(interpreter::with);
    users.forEach(interpreter::withMembersOf);
    SharedArrays.hang(arguments);
    return interpreter.runJava(function, arguments);
  }

  /**
   * Runs a function without calls exactly.
   *
   * @param observer sees each operation on floating numbers before it is executed, with the numbers
   */
  public static Object observed(
      Function function, BiConsumer<Operator, List<?>> observer, Object... arguments) {
    ExactAlgebra exact = new ExactAlgebra();
    @SuppressWarnings("unchecked")
    Algebra<Double> observed =
        (Algebra<Double>)
            Proxy.newProxyInstance(
                Interpretation.class.getClassLoader(),
                new Class<?>[] {Algebra.class},
                (proxy, method, given) -> {
                  if (given[0] instanceof Operator operator) {
                    observer.accept(operator, (List<?>) given[1]);
                  }
                  return method.invoke(exact, given);
                });
    return new Interpreter<>(observed).runJava(function, arguments);
  }

  /**
   * Runs a block exactly.
   *
   * @param values of the variables by name, floats widened to Double; what the block assigns is put
   *     there
   * @param callees what it may call
   */
  public static void exact(Block block, Map<String, Object> values, Collection<Function> callees) {
    Interpreter<Double> interpreter = Interpreter.exact();
    callees.forEach(interpreter::with);
    callees.forEach(interpreter::withMembersOf);
    SharedArrays.hang(values.values().toArray());
    interpreter.run(block, values);
  }

  /** Zeros in the shape of an array. */
  public static Object zerosLike(Object array, Type type) {
    return new Values<>(new ExactAlgebra()).zerosLike(array, type);
  }

  /** An array of zeros. */
  public static Object newArray(Type type, int length) {
    return new Values<>(new ExactAlgebra()).newArray(((ArrayType) type).element(), length);
  }
}
