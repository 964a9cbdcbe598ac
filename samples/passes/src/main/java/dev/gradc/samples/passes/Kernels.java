package dev.gradc.samples.passes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The methods that are timed, as gradc compiles them without some pass. */
final class Kernels {

  private static final String SOURCE = "Kernels.java.txt";

  private final String generated;
  private final Map<String, Supplier<double[]>> tasks;

  private Kernels(String generated, Map<String, Supplier<double[]>> tasks) {
    this.generated = generated;
    this.tasks = tasks;
  }

  /**
   * Compiles them, in a new folder and for a class loader of their own.
   *
   * @param directory where folders go
   * @param disabled what {@code -Agradc.disable} says; empty for nothing
   * @throws IllegalStateException if javac refuses
   */
  static Kernels without(String disabled, Path directory) {
    try {
      Path folder = Files.createTempDirectory(directory, "kernels");
      Path source = folder.resolve("Kernels.java");
      try (InputStream text = Kernels.class.getResourceAsStream(SOURCE)) {
        Files.write(source, text.readAllBytes());
      }
      compile(source, folder, disabled);
      String companion = Files.readString(folder.resolve("kernels/KernelsGrad.java"));
      return new Kernels(companion, tasks(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path source, Path folder, String disabled) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-d",
                folder.toString(),
                "-s",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-processor",
                "dev.gradc.processor.DifferentiableProcessor"));
    if (!disabled.isEmpty()) {
      options.add("-Agradc.disable=" + disabled);
    }
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(messages, null, StandardCharsets.UTF_8)) {
      var sources = files.getJavaFileObjects(source);
      if (!javac.getTask(null, files, messages, options, null, sources).call()) {
        throw new IllegalStateException(messages.getDiagnostics().toString());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Supplier<double[]>> tasks(Path folder) throws IOException {
    URL[] classes = {folder.toUri().toURL()};
    // Stays open: tasks may load classes while they run.
    URLClassLoader loader = new URLClassLoader(classes, Kernels.class.getClassLoader());
    try {
      return (Map<String, Supplier<double[]>>)
          loader.loadClass("kernels.Kernels").getMethod("tasks").invoke(null);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By name, derivatives at points that are always the same, as an array. */
  Map<String, Supplier<double[]>> tasks() {
    return tasks;
  }

  /** The source that gradc has written. */
  String generated() {
    return generated;
  }
}
