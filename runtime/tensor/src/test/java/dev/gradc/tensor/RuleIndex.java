package dev.gradc.tensor;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Mode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All rules, of both modes, and the operations that they are for. The annotations are in class
 * files only.
 */
final class RuleIndex {

  static final String RULES = "dev.gradc.tensor.rules";

  /** A rule, the operation with the same parameters, and which parameters carry a derivative. */
  record Entry(Method operation, Method rule, boolean[] active) {

    boolean isStatic() {
      return Modifier.isStatic(operation.getModifiers());
    }

    boolean isConstant() {
      return rule.getReturnType() == void.class && rule.getParameterCount() == active.length + 1;
    }

    @Override
    public String toString() {
      return operation.getDeclaringClass().getSimpleName()
          + "."
          + operation.getName()
          + Stream.of(operation.getParameterTypes())
              .map(Class::getSimpleName)
              .collect(Collectors.joining(", ", "(", ")"));
    }
  }

  private RuleIndex() {}

  static JavaClasses classes() {
    return new ClassFileImporter().importPackages(RULES);
  }

  private static final List<Entry> ENTRIES = read(Mode.REVERSE);
  private static final List<Entry> FORWARD = read(Mode.FORWARD);

  static List<Entry> entries() {
    return ENTRIES;
  }

  /** Those for forward mode. */
  static List<Entry> forward() {
    return FORWARD;
  }

  private static List<Entry> read(Mode mode) {
    List<Entry> entries = new ArrayList<>();
    for (JavaClass each : classes()) {
      for (JavaMethod method : each.getMethods()) {
        if (method.isAnnotatedWith(DerivativeOf.class)
            && method.getAnnotationOfType(DerivativeOf.class).mode() == mode) {
          entries.add(entry(method));
        }
      }
    }
    return entries;
  }

  private static Entry entry(JavaMethod method) {
    DerivativeOf of = method.getAnnotationOfType(DerivativeOf.class);
    Method rule = method.reflect();
    for (Method candidate : of.type().getMethods()) {
      List<Class<?>> parameters = new ArrayList<>(List.of(candidate.getParameterTypes()));
      if (!Modifier.isStatic(candidate.getModifiers())) {
        parameters.add(0, of.type());
      }
      if (candidate.getName().equals(of.method())
          && candidate.getDeclaringClass() == of.type()
          && parameters.size() <= rule.getParameterCount()
          && fits(parameters, candidate, method)) {
        return new Entry(candidate, rule, active(method, parameters));
      }
    }
    throw new AssertionError("no operation has the parameters of the rule " + rule);
  }

  private static boolean fits(List<Class<?>> parameters, Method operation, JavaMethod method) {
    Method rule = method.reflect();
    Class<?> result = operation.getReturnType();
    List<Class<?>> expected = new ArrayList<>(parameters);
    if (method.getAnnotationOfType(DerivativeOf.class).mode() == Mode.FORWARD) {
      if (!expected.equals(Arrays.asList(rule.getParameterTypes()).subList(0, parameters.size()))) {
        return false;
      }
      boolean[] active = active(method, parameters);
      for (int i = 0; i < active.length; i++) {
        if (active[i]) {
          expected.add(parameters.get(i));
        }
      }
      return expected.equals(Arrays.asList(rule.getParameterTypes()))
          && rule.getReturnType() == result;
    }
    expected.add(result);
    if (rule.getReturnType() == void.class) {
      for (Class<?> each : parameters) {
        if (each == double[].class || each == float[].class) {
          expected.add(each);
        }
      }
    }
    return expected.equals(Arrays.asList(rule.getParameterTypes()));
  }

  private static boolean[] active(JavaMethod rule, List<Class<?>> parameters) {
    boolean[] active = new boolean[parameters.size()];
    for (int i = 0; i < active.length; i++) {
      JavaParameter parameter = rule.getParameters().get(i);
      active[i] =
          !parameter.isAnnotatedWith(Detach.class)
              && List.of(Tensor.class, double.class, double[].class, float[].class)
                  .contains(parameters.get(i));
    }
    return active;
  }
}
