package dev.gradc.tensor;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The form of an operation that writes into a tensor given: its parameters, and that tensor. */
final class IntoForm {

  private IntoForm() {}

  /** Null if there is none. */
  static Method of(Method operation) {
    List<Class<?>> parameters = new ArrayList<>(List.of(operation.getParameterTypes()));
    Class<?> home = operation.getDeclaringClass();
    if (!Modifier.isStatic(operation.getModifiers())) {
      parameters.add(0, home);
    }
    if (home == Tensor.class) {
      home = Into.class;
    }
    parameters.add(Tensor.class);
    try {
      return home.getMethod(operation.getName(), parameters.toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Whether a method is such a form: there is one without its last parameter. */
  static boolean isOne(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    int last = parameters.length - 1;
    if (!Modifier.isStatic(method.getModifiers()) || last < 0 || parameters[last] != Tensor.class) {
      return false;
    }
    try {
      Class<?>[] rest = java.util.Arrays.copyOf(parameters, last);
      return Modifier.isStatic(
          method.getDeclaringClass().getMethod(method.getName(), rest).getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
