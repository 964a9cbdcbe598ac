package dev.gradc.processor;

import dev.gradc.Differentiable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project in a directory of its own, built by javac as a build tool would. */
public final class Build {

  private final Path directory;
  private final List<Path> classPath = new ArrayList<>(List.of(runtime()));
  private final List<String> options = new ArrayList<>(List.of("-Xlint:all,-processing"));
  private final Map<String, String> sources = new LinkedHashMap<>();
  private List<Processor> processors = List.of(new DifferentiableProcessor());

  public Build(Path directory) {
    this.directory = directory;
  }

  /** What came of it. */
  public record Result(
      boolean isSuccess, List<Diagnostic<? extends JavaFileObject>> messages, Path out) {

    /** The messages of a kind, each on a line: {@code A.java:3: text}. */
    public List<String> of(Diagnostic.Kind kind) {
      return messages.stream()
          .filter(message -> message.getKind() == kind)
          .map(Result::line)
          .toList();
    }

    private static String line(Diagnostic<? extends JavaFileObject> message) {
      String place =
          message.getSource() == null
              ? ""
              : Path.of(message.getSource().toUri()).getFileName()
                  + ":"
                  + message.getLineNumber()
                  + ": ";
      return place + message.getMessage(null);
    }

    public List<String> errors() {
      return of(Diagnostic.Kind.ERROR);
    }

    public String generated(String path) {
      try {
        return Files.readString(out.resolve(path), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public boolean hasGenerated(String path) {
      return Files.exists(out.resolve(path));
    }

    /** Calls a static method without parameters. */
    public Object call(String className, String method) {
      return callWith(className, method, out);
    }

    /** The same with libraries. */
    public Object callWith(String className, String method, Path... libraries) {
      try (URLClassLoader loader =
          new URLClassLoader(
              Stream.concat(Stream.of(out), Stream.of(libraries))
                  .map(Build::url)
                  .toArray(URL[]::new),
              Build.class.getClassLoader())) {
        var found = loader.loadClass(className).getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(null);
      } catch (IOException | ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  public static Path runtime() {
    try {
      return Path.of(
          Differentiable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public Build source(String file, String text) {
    sources.put(file, text);
    return this;
  }

  public Build option(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  public Build onClassPath(Path... more) {
    classPath.addAll(List.of(more));
    return this;
  }

  public Build withoutClassPath() {
    classPath.clear();
    return this;
  }

  public Build processors(Processor... chosen) {
    processors = List.of(chosen);
    return this;
  }

  public Result run() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    Path out = directory.resolve("classes");
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(messages, null, StandardCharsets.UTF_8)) {
      Files.createDirectories(out);
      JavaCompiler.CompilationTask task =
          javac.getTask(
              new StringWriter(),
              files,
              messages,
              options(out),
              null,
              files.getJavaFileObjectsFromPaths(written()));
      task.setProcessors(processors);
      boolean isSuccess = task.call();
      return new Result(isSuccess, messages.getDiagnostics(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> options(Path out) {
    List<String> all = new ArrayList<>(options);
    if (options.stream().noneMatch(option -> option.startsWith("-proc:"))) {
      all.add("-proc:full");
    }
    all.addAll(List.of("-d", out.toString()));
    if (!classPath.isEmpty()) {
      List<String> entries = classPath.stream().map(Path::toString).toList();
      all.addAll(List.of("-cp", String.join(java.io.File.pathSeparator, entries)));
    }
    return all;
  }

  private List<Path> written() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = directory.resolve("src").resolve(source.getKey()).normalize();
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    return files;
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
