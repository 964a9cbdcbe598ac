package dev.gradc.processor.ir;

import java.util.Collection;

/** The interpreter for tests in other packages. */
public final class Interpretation {

  private Interpretation() {}

  /**
   * Runs a function with exactly Java's meaning on Java's own values; arrays may change.
   *
   * @param callees what it may call
   */
  public static Object exact(Function function, Collection<Function> callees, Object... arguments) {
    Interpreter<Double> interpreter = Interpreter.exact();
    callees.forEach(interpreter::with);
    return interpreter.runJava(function, arguments);
  }
}
