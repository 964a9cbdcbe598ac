package dev.gradc.tensor.random;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls of members of classes that were compiled in memory. */
final class Calls {

  private Calls() {}

  static Object call(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** The method of that name, of which there is one. */
  static Method method(Class<?> owner, String name) {
    Method method =
        Arrays.stream(owner.getDeclaredMethods())
            .filter(it -> it.getName().equals(name) && !it.isSynthetic())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no method " + name + " in " + owner));
    method.setAccessible(true);
    return method;
  }

  static boolean has(Class<?> owner, String name) {
    return Arrays.stream(owner.getDeclaredMethods()).anyMatch(it -> it.getName().equals(name));
  }

  static Object made(Class<?> type, Object... arguments) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  static Object[] with(Object[] arguments, Object... more) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }
}
