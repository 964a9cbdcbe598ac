package dev.gradc.processor.corpus;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.gradc.Differentiable;
import dev.gradc.processor.Observation;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.tape.Derivative;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/** A file of the corpus, compiled with gradc and with every lint on, and loaded. */
final class Compiled {

  private static final String OUTPUT = "/CLASS_OUTPUT/";

  private final CorpusFile file;
  private final Map<String, Map<String, Function>> stages = new LinkedHashMap<>();
  private final Map<String, Derivative> derivatives = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final Compilation compilation;
  private final ClassLoader loader;

  /**
   * @param options for gradc
   */
  Compiled(CorpusFile file, String... options) {
    this.file = file;
    List<String> all = new ArrayList<>(List.of("-Xlint:all,-processing", "-parameters"));
    // The corpus asks for what people seldom write.
    all.addAll(List.of("-Agradc.noGradient=ignore", "-Agradc.uselessDetach=ignore"));
    all.add("-Agradc.uselessRetain=ignore");
    all.addAll(Arrays.asList(options));
    compilation =
        Compiler.javac()
            .withProcessors(Observation.processor(this::observe, this::observe))
            .withOptions(all)
            .withClasspath(List.of(runtime()))
            .compile(sources(file));
    if (compilation.status() != Compilation.Status.SUCCESS || !warnings().isEmpty()) {
      throw new AssertionError(
          compilation.diagnostics().stream().map(Object::toString).collect(Collectors.joining("\n"))
              + "\n"
              + companion());
    }
    loader = new Loader(classes());
  }

  /** What -Werror would not let pass; javac always warns of modules that are incubating. */
  private List<String> warnings() {
    return compilation.warnings().stream()
        .map(Object::toString)
        .filter(it -> !it.contains("using incubating module(s): jdk.incubator.vector"))
        .toList();
  }

  private static List<JavaFileObject> sources(CorpusFile file) {
    List<JavaFileObject> sources = new ArrayList<>();
    sources.add(JavaFileObjects.forSourceString(file.className(), file.source()));
    file.others().forEach((name, text) -> sources.add(JavaFileObjects.forSourceString(name, text)));
    return sources;
  }

  private static File runtime() {
    try {
      return new File(
          Differentiable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void observe(String stage, Function function) {
    stages.computeIfAbsent(stage, any -> new LinkedHashMap<>()).put(function.key(), function);
    List<String> broken = new Verifier().verify(function);
    complain(() -> stage + ": " + new Printer().print(function), broken);
  }

  private void observe(Function primal, Derivative derivative) {
    derivatives.put(primal.key(), derivative);
    complain(() -> "the regions of " + primal.key(), ReverseLaws.complaints(derivative));
  }

  private void complain(Supplier<String> subject, List<String> broken) {
    if (!broken.isEmpty()) {
      complaints.add(subject.get() + "\n" + String.join("\n", broken));
    }
  }

  /** Which laws the stages have broken. */
  List<String> complaints() {
    return complaints;
  }

  /** What a stage made, by key. */
  Map<String, Function> after(String stage) {
    return stages.getOrDefault(stage, Map.of());
  }

  /** An annotated method with all that it calls compiled in. */
  Function inlined(String method) {
    return after("inline").values().stream()
        .filter(it -> it.name().equals(method))
        // Methods that take its derivative have their own of it, if it calls itself.
        .filter(it -> derivatives.containsKey(it.key()))
        .findFirst()
        .orElseThrow();
  }

  /** The derivative of the function with the key. */
  Derivative derivative(String key) {
    return derivatives.get(key);
  }

  /** The text that was generated. */
  String companion() {
    return compilation
        .generatedSourceFile(file.className() + "Grad")
        .map(it -> new String(bytes(it), StandardCharsets.UTF_8))
        .orElse("nothing was generated");
  }

  /** The user's method of that name; its name is not overloaded in the corpus. */
  Method original(String name) {
    for (Method method : load(file.className()).getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new IllegalStateException("no method " + name);
  }

  /** Lets this thread find the classes by their names. */
  void makeVisible() {
    Thread.currentThread().setContextClassLoader(loader);
  }

  /** The generated nested class for a method. */
  Class<?> nested(String method) {
    String simple = method.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + method.substring(1);
    return load(file.className() + "Grad$" + simple);
  }

  private Class<?> load(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (JavaFileObject object : compilation.generatedFiles()) {
      String path = object.toUri().getPath();
      if (object.getKind() == JavaFileObject.Kind.CLASS && path.startsWith(OUTPUT)) {
        String name = path.substring(OUTPUT.length(), path.length() - ".class".length());
        classes.put(name.replace('/', '.'), bytes(object));
      }
    }
    return classes;
  }

  private static byte[] bytes(JavaFileObject object) {
    try (var in = object.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    private Loader(Map<String, byte[]> classes) {
      super(Compiled.class.getClassLoader());
      this.classes = classes;
      // As interpreters of the IR do.
      setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
