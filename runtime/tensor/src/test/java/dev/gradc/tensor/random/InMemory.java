package dev.gradc.tensor.random;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A class that javac compiles in memory, with gradc or without it. A line {@code // file: Name}
 * begins the text of another class, which stands in a file of its own.
 */
final class InMemory {

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private final Outputs outputs;
  private final Loader loader;
  private final boolean hasDerivatives;
  private final List<String> told = new ArrayList<>();

  /**
   * @param hasDerivatives whether gradc takes part
   * @param options for it
   * @throws NotCompiled if there are errors
   */
  InMemory(String name, String text, boolean hasDerivatives, List<String> options) {
    this(name, text, hasDerivatives, options, List.of());
  }

  /**
   * The same where what follows the first text was compiled by itself before, as a jar has it.
   *
   * @param directory for its classes; gradc has a compiler of its own that reads files
   */
  static InMemory ofJar(String name, String text, Path directory) throws IOException {
    String[] parts = text.split("(?m)^// file: ", 2);
    String other = parts[1].lines().findFirst().orElseThrow().strip();
    InMemory jar = new InMemory(other, published("// " + parts[1]), true, List.of());
    for (Map.Entry<String, ByteArrayOutputStream> each : jar.outputs.classes.entrySet()) {
      Files.write(directory.resolve(each.getKey() + ".class"), each.getValue().toByteArray());
    }
    InMemory compiled = new InMemory(name, parts[0], true, List.of(), List.of(directory));
    compiled.outputs.classes.putAll(jar.outputs.classes);
    return compiled;
  }

  /** Other compilations may call all of it. */
  private static String published(String text) {
    return text.replaceAll("(?m)^(final class|record) ", "public $1 ")
        .replaceAll("(?m)^  (static|record) ", "  public $1 ")
        .replaceAll("(?m)^  Tensor ", "  public Tensor ")
        .replaceAll("(?m)^  @Differentiable static ", "  @Differentiable public static ");
  }

  private InMemory(
      String name, String text, boolean hasDerivatives, List<String> options, List<Path> jar) {
    this.hasDerivatives = hasDerivatives;
    this.outputs = new Outputs(jar);
    List<String> all = new ArrayList<>(List.of("-parameters", "-Xlint:all,-processing", "-nowarn"));
    if (hasDerivatives) {
      all.addAll(List.of("-Agradc.noGradient=ignore", "-Agradc.uselessDetach=ignore"));
      all.add("-Agradc.uselessRetain=ignore");
      all.addAll(options);
    } else {
      all.add("-proc:none");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter out = new StringWriter();
    JavaCompiler.CompilationTask task =
        JAVAC.getTask(out, outputs, diagnostics, all, null, sources(name, text));
    if (hasDerivatives) {
      task.setProcessors(List.of(processor()));
    }
    boolean isCompiled;
    try {
      isCompiled = task.call();
    } catch (RuntimeException e) {
      throw new NotCompiled("crash: " + e + "\n" + out, e);
    }
    if (!isCompiled) {
      throw new NotCompiled(
          diagnostics.getDiagnostics().stream()
                  .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                  .map(it -> it.getLineNumber() + ": " + it.getMessage(Locale.ROOT))
                  .collect(Collectors.joining("\n"))
              + out,
          null);
    }
    diagnostics.getDiagnostics().forEach(it -> told.add(toldOf(it)));
    loader = new Loader(outputs.classes);
  }

  private static List<Source> sources(String name, String text) {
    String[] parts = text.split("(?m)^// file: ", -1);
    List<Source> sources = new ArrayList<>(List.of(new Source(name, parts[0])));
    for (int i = 1; i < parts.length; i++) {
      String other = parts[i].lines().findFirst().orElseThrow().strip();
      sources.add(new Source(other, "// " + parts[i]));
    }
    return sources;
  }

  private static String toldOf(Diagnostic<? extends JavaFileObject> it) {
    String file = it.getSource() == null ? "" : it.getSource().getName();
    return file.substring(file.lastIndexOf('/') + 1)
        + ":"
        + it.getLineNumber()
        + ": "
        + it.getMessage(Locale.ROOT);
  }

  /** All that was said, with the file and line. */
  List<String> told() {
    return told;
  }

  /** What gradc has written. */
  String generated(String name) {
    return outputs.generated.get(name).getCharContent(true).toString();
  }

  /** What javac says. */
  static final class NotCompiled extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotCompiled(String message, Throwable cause) {
      super(message, cause);
    }
  }

  boolean hasDerivatives() {
    return hasDerivatives;
  }

  Class<?> load(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The same class where others, whose names begin so, were compiled by themselves since. */
  Class<?> load(String name, InMemory newer, String prefix) {
    Map<String, ByteArrayOutputStream> classes = new HashMap<>(outputs.classes);
    classes.keySet().removeIf(other -> other.startsWith(prefix));
    newer.outputs.classes.forEach(
        (other, bytes) -> {
          if (other.startsWith(prefix)) {
            classes.put(other, bytes);
          }
        });
    try {
      return new Loader(classes).loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** gradc, which the class path of the tests has. */
  private static Processor processor() {
    return ServiceLoader.load(Processor.class).stream()
        .filter(it -> it.type().getName().startsWith("dev.gradc."))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no gradc on the class path"))
        .get();
  }

  private static StandardJavaFileManager files(List<Path> jar) {
    StandardJavaFileManager files = JAVAC.getStandardFileManager(null, Locale.ROOT, null);
    Stream<File> library =
        Stream.of(Differentiable.class, Tensor.class, InMemory.class).map(InMemory::place);
    List<File> path = Stream.concat(library, jar.stream().map(Path::toFile)).toList();
    try {
      files.setLocation(StandardLocation.CLASS_PATH, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static File place(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sources that gradc writes are compiled with the class, and classes stay in memory. */
  private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
    private static final StandardJavaFileManager FILES = files(List.of());

    private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    private final Map<String, Source> generated = new TreeMap<>();

    /**
     * @param jar what the class path has beside the library
     */
    Outputs(List<Path> jar) {
      super(jar.isEmpty() ? FILES : files(jar));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      if (kind == JavaFileObject.Kind.SOURCE) {
        Source source = new Source(name, null);
        generated.put(name, source);
        return source;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      classes.put(name, bytes);
      return new SimpleJavaFileObject(uri(name, kind), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String relativeName, FileObject sibling) {
      return new Source(relativeName.replace('/', '.'), null);
    }
  }

  private static URI uri(String name, JavaFileObject.Kind kind) {
    return URI.create("memory:///" + name.replace('.', '/') + kind.extension);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final String text;

    Source(String name, String text) {
      super(uri(name, Kind.SOURCE), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return text != null ? text : written.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public OutputStream openOutputStream() {
      return written;
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> classes;

    Loader(Map<String, ByteArrayOutputStream> classes) {
      super(InMemory.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ByteArrayOutputStream bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }
  }
}
