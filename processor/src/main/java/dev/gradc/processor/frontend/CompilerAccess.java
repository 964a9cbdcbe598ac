package dev.gradc.processor.frontend;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * The user's javac: its trees, and what every processor has of it. Only trees, positions and
 * elements are read; asking it for anything inside a body would attribute the class too early.
 */
public final class CompilerAccess {

  private final ProcessingEnvironment environment;
  private final Trees trees;
  private final JavacTask task;
  private final Map<Path, Set<String>> jars = new HashMap<>();

  private CompilerAccess(ProcessingEnvironment environment, Trees trees, JavacTask task) {
    this.environment = environment;
    this.trees = trees;
    this.task = task;
  }

  /** The javac behind an environment, perhaps behind a build tool's proxy; none in others. */
  public static Optional<CompilerAccess> of(ProcessingEnvironment environment) {
    Object candidate = environment;
    while (candidate instanceof ProcessingEnvironment found) {
      Optional<Trees> trees = trees(found);
      if (trees.isPresent()) {
        return Optional.of(new CompilerAccess(environment, trees.get(), JavacTask.instance(found)));
      }
      Object inner = unwrapped(found);
      candidate = inner == candidate ? null : inner;
    }
    return Optional.empty();
  }

  ProcessingEnvironment environment() {
    return environment;
  }

  Trees trees() {
    return trees;
  }

  /** Class files in jars, as far as anybody has asked: they stay while javac runs. */
  Map<Path, Set<String>> jars() {
    return jars;
  }

  /** All that javac does. */
  JavacTask task() {
    return task;
  }

  private static Optional<Trees> trees(ProcessingEnvironment environment) {
    try {
      return Optional.of(Trees.instance(environment));
    } catch (IllegalArgumentException | LinkageError otherCompiler) {
      return Optional.empty();
    }
  }

  /** What a proxy stands for: IntelliJ has a method for it, others keep it in a field. */
  private static Object unwrapped(ProcessingEnvironment environment) {
    Optional<Object> unwrapped = unwrappedByJetBrains(environment);
    for (Class<?> type = environment.getClass();
        unwrapped.isEmpty() && type != null;
        type = type.getSuperclass()) {
      unwrapped = delegate(environment, type);
    }
    return unwrapped.orElse(null);
  }

  private static Optional<Object> unwrappedByJetBrains(ProcessingEnvironment environment) {
    try {
      Class<?> wrappers =
          Class.forName(
              "org.jetbrains.jps.javac.APIWrappers",
              true,
              environment.getClass().getClassLoader() == null
                  ? Thread.currentThread().getContextClassLoader()
                  : environment.getClass().getClassLoader());
      Method unwrap = wrappers.getDeclaredMethod("unwrap", Class.class, Object.class);
      Object inner = unwrap.invoke(null, ProcessingEnvironment.class, environment);
      return inner == environment ? Optional.empty() : Optional.ofNullable(inner);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException
        | LinkageError notThere) {
      return Optional.empty();
    }
  }

  private static Optional<Object> delegate(ProcessingEnvironment environment, Class<?> type) {
    try {
      Field field = type.getDeclaredField("delegate");
      field.setAccessible(true);
      return Optional.ofNullable(field.get(environment));
    } catch (NoSuchFieldException | IllegalAccessException | RuntimeException notThere) {
      return Optional.empty();
    }
  }
}
