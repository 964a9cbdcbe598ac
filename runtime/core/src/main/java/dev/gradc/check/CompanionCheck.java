package dev.gradc.check;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks what gradc has generated for a method; see {@link GradientCheck#of}. */
public final class CompanionCheck extends GradientCheck<CompanionCheck> {

  private final GeneratedMethods methods;

  CompanionCheck(GeneratedMethods methods, Settings settings) {
    super(settings);
    this.methods = methods;
  }

  @Override
  CompanionCheck with(Settings changed) {
    return new CompanionCheck(methods, changed);
  }

  /**
   * Takes this cotangent of the result instead of random ones: one with zeros leaves outputs out.
   *
   * @param cotangent of the type of the result
   * @return such a check
   */
  public CompanionCheck cotangent(Object cotangent) {
    return with(settings().withCotangent(cotangent));
  }

  /**
   * Compares at a point, for a method with a single parameter.
   *
   * @param argument of the method, or the object whose method it is. An integer may stand for a
   *     floating-point number
   * @return what was found
   * @throws IllegalArgumentException if this is no argument of the method
   */
  public CheckResult at(Object argument) {
    return atAll(new Object[] {argument});
  }

  /**
   * Compares at a point.
   *
   * @param first argument of the method; of an instance method the object. Integers may stand for
   *     floating-point numbers
   * @param second argument
   * @param others the rest of them
   * @return what was found
   * @throws IllegalArgumentException if these are no arguments of the method
   */
  public CheckResult at(Object first, Object second, Object... others) {
    Object[] all = new Object[2 + others.length];
    all[0] = first;
    all[1] = second;
    System.arraycopy(others, 0, all, 2, others.length);
    return atAll(all);
  }

  private CheckResult atAll(Object[] arguments) {
    Object[] fitting = fitting(arguments);
    return Examination.of(
        methods.name(), () -> new CompanionFunction(methods, fitting).differentiated(), settings());
  }

  private Object[] fitting(Object[] all) {
    Class<?>[] types = Arrays.copyOf(methods.gradient().getParameterTypes(), methods.arity());
    if (all.length != types.length) {
      throw new IllegalArgumentException(
          "%s takes (%s), and was given %d arguments"
              .formatted(methods.name(), names(types), all.length));
    }
    Object[] fitting = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      fitting[i] = fitting(all[i], types[i]);
      if (!wrapped(types[i]).isInstance(fitting[i])
          && (fitting[i] != null || types[i].isPrimitive())) {
        throw new IllegalArgumentException(
            "%s takes (%s), and argument %d is %s"
                .formatted(
                    methods.name(),
                    names(types),
                    i + 1,
                    all[i] == null ? "null" : "of " + all[i].getClass().getSimpleName()));
      }
    }
    return fitting;
  }

  private static String names(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getSimpleName).collect(Collectors.joining(", "));
  }

  /** As Java widens numbers. */
  private static Object fitting(Object value, Class<?> type) {
    boolean isWhole =
        value instanceof Integer
            || value instanceof Long
            || value instanceof Short
            || value instanceof Byte;
    if (type == double.class && (isWhole || value instanceof Float)) {
      return ((Number) value).doubleValue();
    } else if (type == float.class && isWhole) {
      return ((Number) value).floatValue();
    } else if (type == long.class && isWhole) {
      return ((Number) value).longValue();
    }
    return value;
  }

  private static Class<?> wrapped(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }
}
