package dev.gradc.check;

import dev.gradc.Companion;
import dev.gradc.Differentiable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was generated for a method, and the method itself.
 *
 * @param generated the nested class
 * @param gradient takes the parameters, and a cotangent unless the result is a number
 * @param original an instance method takes the object from the first parameter
 */
record GeneratedMethods(Class<?> generated, Method gradient, Method original) {

  private static final String SUFFIX = "Grad";

  /**
   * @throws IllegalArgumentException if the class is none that gradc generates for a method
   */
  static GeneratedMethods of(Class<?> generated) {
    Class<?> companion = generated.getEnclosingClass();
    if (!generated.isAnnotationPresent(Companion.class)
        || companion == null
        || !companion.getSimpleName().endsWith(SUFFIX)) {
      throw new IllegalArgumentException(
          generated.getName()
              + " is not what gradc generates for a method; give the nested class, as LossesGrad.Focal.class,"
              + " or the derivatives as functions: GradientCheck.function(...)");
    }
    Method gradient =
        named(generated, "gradient")
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(generated.getName() + " has no gradient"));
    return new GeneratedMethods(generated, gradient, original(generated, companion, gradient));
  }

  String name() {
    return generated.getEnclosingClass().getSimpleName() + "." + generated.getSimpleName();
  }

  /** How many parameters the method has, with the object. */
  int arity() {
    return original.getParameterCount() + (Modifier.isStatic(original.getModifiers()) ? 0 : 1);
  }

  /** Whether the gradient takes a cotangent. */
  boolean hasCotangent() {
    return gradient.getParameterCount() > arity();
  }

  /** The static method of that name with so many parameters. */
  Optional<Method> method(String name, int parameters) {
    return named(generated, name)
        .filter(method -> method.getParameterCount() == parameters)
        .findFirst();
  }

  private static Stream<Method> named(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && !method.isSynthetic());
  }

  private static Method original(Class<?> generated, Class<?> companion, Method gradient) {
    Class<?> owner = owner(companion);
    List<Method> methods =
        Arrays.stream(owner.getDeclaredMethods())
            .filter(
                method ->
                    !method.isSynthetic() && nestedName(method).equals(generated.getSimpleName()))
            .toList();
    List<Method> exact =
        methods.stream().filter(method -> isFor(method, owner, gradient, true)).toList();
    List<Method> found =
        exact.isEmpty()
            ? methods.stream().filter(method -> isFor(method, owner, gradient, false)).toList()
            : exact;
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "the method that %s was generated for is not found in %s"
              .formatted(generated.getName(), owner.getName()));
    }
    return found.get(0);
  }

  /** The name of what is generated for a method. */
  private static String nestedName(Method method) {
    Differentiable differentiable = method.getAnnotation(Differentiable.class);
    if (differentiable != null && !differentiable.name().isEmpty()) {
      return differentiable.name();
    }
    String name = method.getName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static boolean isFor(
      Method method, Class<?> owner, Method gradient, boolean hasSameTypes) {
    List<Class<?>> types = new ArrayList<>();
    if (!Modifier.isStatic(method.getModifiers())) {
      types.add(owner);
    }
    types.addAll(List.of(method.getParameterTypes()));
    boolean isNumber =
        method.getReturnType() == double.class || method.getReturnType() == float.class;
    List<Class<?>> given = List.of(gradient.getParameterTypes());
    if (given.size() != types.size() + (isNumber ? 0 : 1)) {
      return false;
    }
    return !hasSameTypes || given.subList(0, types.size()).equals(types);
  }

  /** {@code Outer_InnerGrad} is for {@code Outer.Inner}, or for a class {@code Outer_Inner}. */
  private static Class<?> owner(Class<?> companion) {
    String name = companion.getName();
    String base = name.substring(0, name.length() - SUFFIX.length());
    int start = companion.getPackageName().isEmpty() ? 0 : companion.getPackageName().length() + 1;
    List<String> names = new ArrayList<>(List.of(base));
    for (int i = start + 1; i < base.length() - 1; i++) {
      if (base.charAt(i) == '_') {
        for (String each : List.copyOf(names)) {
          names.add(each.substring(0, i) + "$" + each.substring(i + 1));
        }
      }
    }
    for (String each : names) {
      try {
        return Class.forName(each, false, companion.getClassLoader());
      } catch (ClassNotFoundException next) {
        // The next way to read the name.
      }
    }
    throw new IllegalArgumentException(
        "the class that %s was generated for is not found".formatted(name));
  }
}
