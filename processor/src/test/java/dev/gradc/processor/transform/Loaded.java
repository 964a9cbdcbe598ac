package dev.gradc.processor.transform;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The class {@code Method} of a build, with the arguments in its fields {@code x} and {@code y}.
 */
final class Loaded implements AutoCloseable {

  private final URLClassLoader loader;
  private final Class<?> type;

  Loaded(Build.Result result) throws ReflectiveOperationException {
    try {
      loader =
          new URLClassLoader(
              new URL[] {result.out().toUri().toURL()}, Build.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    type = loader.loadClass("Method");
  }

  /** What a static method of it gives. */
  double[] call(String name, double[] x, double y) throws ReflectiveOperationException {
    set("x", x);
    set("y", y);
    Method method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    return (double[]) method.invoke(null);
  }

  private void set(String name, Object value) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    field.set(null, value);
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
