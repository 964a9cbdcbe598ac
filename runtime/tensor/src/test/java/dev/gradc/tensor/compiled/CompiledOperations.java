package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Finds the methods of {@link Operations} that are made for an operation. */
public final class CompiledOperations {

  /** Of differences: samples are not nearer to kinks, nor denominators to zero. */
  private static final double STEP = 1e-7;

  private CompiledOperations() {}

  /**
   * Their names.
   *
   * @param operation on tensors
   * @return none if there is no such method
   */
  public static List<String> of(Method operation) {
    List<Class<?>> parameters = new ArrayList<>(Arrays.asList(operation.getParameterTypes()));
    if (!Modifier.isStatic(operation.getModifiers())) {
      parameters.add(0, operation.getDeclaringClass());
    }
    String type = operation.getDeclaringClass().getSimpleName();
    String name = operation.getName();
    String pattern =
        Character.toLowerCase(type.charAt(0))
            + type.substring(1)
            + Character.toUpperCase(name.charAt(0))
            + name.substring(1)
            + "(Number|Biased)?(Of[A-Z]\\w*)?";
    return Arrays.stream(Operations.class.getDeclaredMethods())
        .filter(method -> method.getName().matches(pattern))
        .filter(method -> Arrays.asList(method.getParameterTypes()).equals(parameters))
        .map(Method::getName)
        .sorted()
        .toList();
  }

  /**
   * Checks all derivatives of a method.
   *
   * @param name of the method
   * @param arguments where
   */
  public static void check(String name, Object... arguments) {
    new CompiledMethod(Operations.class, name, STEP).check(arguments, new Random(7));
  }

  /**
   * Checks that evaluations which were run before allocate nothing.
   *
   * @param name of the method
   * @param arguments where
   */
  public static void checkAllocation(String name, Object... arguments) {
    CompiledMethod method = new CompiledMethod(Operations.class, name, STEP);
    assertEquals(0, AllocatedBytes.ofStep(method.fusedStep(arguments)), name + ", fused");
    assertEquals(0, AllocatedBytes.ofStep(method.recordedStep(arguments)), name + ", recorded");
  }
}
