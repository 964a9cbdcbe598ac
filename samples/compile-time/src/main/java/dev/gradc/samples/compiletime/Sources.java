package dev.gradc.samples.compiletime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Annotated methods in files, and javac, which compiles them as a build would. */
final class Sources implements AutoCloseable {

  private final Path directory;
  private final Path written;
  private final Path generated;
  private final Path before;
  private final Path classes;

  /** Writes the sources of so many methods. */
  Sources(int methods) {
    try {
      directory = Files.createTempDirectory("compile-time");
      written = Files.createDirectory(directory.resolve("written"));
      generated = Files.createDirectory(directory.resolve("generated"));
      before = Files.createDirectory(directory.resolve("before"));
      classes = Files.createDirectory(directory.resolve("classes"));
      for (Map.Entry<String, String> file : Methods.of(methods).entrySet()) {
        Files.writeString(written.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As if there were no processor. */
  void javac() {
    run(List.of("-proc:none"), written);
  }

  /** With gradc, which generates sources that javac then compiles too. */
  void gradc() {
    run(processed(generated), written);
  }

  /**
   * Lets gradc generate in another process, so that the compiler of this one stays cold.
   *
   * @throws IllegalStateException if that fails
   */
  void generate() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString()));
    command.addAll(options(processed(before)));
    for (Path file : filesIn(written)) {
      command.add(file.toString());
    }
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("javac exits with " + exit);
    }
  }

  /** What was written and what {@link #generate} has left, as if both had been written. */
  void javacWithGenerated() {
    run(List.of("-proc:none"), written, before);
  }

  private static List<String> processed(Path into) {
    return List.of(
        "-processor", "dev.gradc.processor.DifferentiableProcessor", "-s", into.toString());
  }

  private List<String> options(List<String> more) {
    List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-implicit:none"));
    options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    options.addAll(more);
    return options;
  }

  private void run(List<String> more, Path... sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(messages, null, StandardCharsets.UTF_8)) {
      List<Path> all = new ArrayList<>();
      for (Path root : sources) {
        all.addAll(filesIn(root));
      }
      boolean isCompiled =
          javac
              .getTask(
                  null,
                  files,
                  messages,
                  options(more),
                  null,
                  files.getJavaFileObjectsFromPaths(all))
              .call();
      if (!isCompiled
          || messages.getDiagnostics().stream()
              .anyMatch(it -> it.getKind() != Diagnostic.Kind.NOTE)) {
        throw new IllegalStateException(messages.getDiagnostics().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesIn(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
