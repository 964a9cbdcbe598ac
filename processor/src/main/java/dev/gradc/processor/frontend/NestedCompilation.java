package dev.gradc.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A second javac over the same sources, which may attribute bodies: nothing of it reaches the
 * user's (docs/adr/0001).
 */
final class NestedCompilation implements AutoCloseable {

  private final StandardJavaFileManager files;
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final JavacTask task;
  private final Map<String, CompilationUnitTree> units = new LinkedHashMap<>();
  private final ClassPathRoots roots;
  private final Optional<String> differing;
  private boolean isAnalyzed;

  NestedCompilation(CompilerAccess compiler, SourceSet sources, List<StubSource> stubs) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    files = javac.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8);
    try {
      Set<String> generated =
          stubs.stream().map(StubSource::qualifiedName).collect(Collectors.toSet());
      roots = new ClassPathRoots(compiler, sources, generated);
      List<Path> paths = roots.find();
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, paths);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      List<String> options = options(compiler.environment());
      Set<String> modules = new TreeSet<>(roots.modules());
      if (!modules.isEmpty()) {
        // Where nobody imports modules, all are one here, whatever they export.
        files.setLocationFromPaths(StandardLocation.MODULE_PATH, paths);
      }
      if (!options.contains("--release")) {
        // A processor is not told of these options, which do not go with that one.
        modules.addAll(roots.modulesOfSystem());
        for (String opened : roots.opened()) {
          options.addAll(List.of("--add-exports", opened + "=ALL-UNNAMED"));
        }
      }
      if (!modules.isEmpty()) {
        options.addAll(List.of("--add-modules", String.join(",", modules)));
      }
      Map<SourceText, String> texts = texts(sources, stubs);
      task =
          (JavacTask)
              javac.getTask(
                  null, files, diagnostics, options, null, new ArrayList<>(texts.keySet()));
      Map<URI, String> keys = new LinkedHashMap<>();
      texts.forEach((text, key) -> keys.put(text.toUri(), key));
      for (CompilationUnitTree unit : task.parse()) {
        // By address: javac hands our file objects back in wrappers of its own.
        units.put(keys.get(unit.getSourceFile().toUri()), unit);
      }
      // The first question about an element enters all that was parsed.
      task.getElements().getTypeElement("java.lang.Object");
      differing = roots.differing(task.getElements());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<SourceText, String> texts(SourceSet sources, List<StubSource> stubs)
      throws IOException {
    Map<SourceText, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, CompilationUnitTree> entry : sources.units().entrySet()) {
      JavaFileObject file = entry.getValue().getSourceFile();
      String name = simpleName(file);
      if (!name.equals("module-info.java")) {
        String directory = "source" + texts.size();
        String text = file.getCharContent(true).toString();
        texts.put(new SourceText(directory, name, text), entry.getKey());
      }
    }
    for (StubSource stub : stubs) {
      if (!sources.declares(stub.qualifiedName())) {
        String directory = "stub" + texts.size();
        texts.put(new SourceText(directory, stub.fileName(), stub.text()), stub.qualifiedName());
      }
    }
    return texts;
  }

  /** Of a file in a jar too, which javac calls {@code library.jar(/p/Square.java)}. */
  static String simpleName(JavaFileObject file) {
    String name = file.getName();
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.endsWith(".java)") ? last.substring(0, last.length() - 1) : last;
  }

  private static List<String> options(ProcessingEnvironment environment) {
    String version = environment.getSourceVersion().name().replace("RELEASE_", "");
    List<String> options =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none", "-implicit:none"));
    options.addAll(List.of(OlderRelease.isGiven(environment) ? "--release" : "-source", version));
    // Every error counts: it tells which bodies are not resolved.
    options.addAll(List.of("-Xmaxerrs", String.valueOf(Integer.MAX_VALUE)));
    // Else errors of flow are not found in what comes behind a class with an error.
    options.add("-XDshould-stop.ifError=FLOW");
    if (environment.isPreviewEnabled()) {
      options.add("--enable-preview");
    }
    return options;
  }

  Trees trees() {
    return Trees.instance(task);
  }

  Elements elements() {
    return task.getElements();
  }

  /** The content of a class file, where there is one on the class path. */
  Optional<byte[]> classFile(String binaryName) {
    try {
      JavaFileObject file =
          files.getJavaFileForInput(
              StandardLocation.CLASS_PATH, binaryName, JavaFileObject.Kind.CLASS);
      if (file == null) {
        return Optional.empty();
      }
      try (InputStream content = file.openInputStream()) {
        return Optional.of(content.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The unit with the same text as the user's javac has under this address. */
  CompilationUnitTree unit(String uri) {
    return units.get(uri);
  }

  /** Whether an error was found between two offsets of a unit, by what was attributed so far. */
  boolean hasErrorIn(CompilationUnitTree unit, long start, long end) {
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR
          && diagnostic.getSource() != null
          && diagnostic.getSource().toUri().equals(unit.getSourceFile().toUri())
          && diagnostic.getPosition() >= start
          && diagnostic.getPosition() <= end) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether there is an error below the imports of a file: one of what nobody uses may lack its
   * package here alone.
   */
  boolean hasErrorIn(CompilationUnitTree unit) {
    SourcePositions positions = trees().getSourcePositions();
    return unit.getTypeDecls().stream()
        .findFirst()
        .filter(it -> hasErrorIn(unit, positions.getStartPosition(unit, it), Long.MAX_VALUE))
        .isPresent();
  }

  /** The first error of a file, as far as javac has got here. */
  Optional<String> firstErrorIn(CompilationUnitTree unit) {
    return errors().stream()
        .filter(it -> it.getSource() != null && unit.equals(unit(it.getSource())))
        .findFirst()
        .map(NestedCompilation::said);
  }

  private static String said(Diagnostic<?> error) {
    return error.getMessage(Locale.getDefault()).replaceAll("\\s+", " ");
  }

  /** Whether a class that is not there yet could take an error away, as far as all errors tell. */
  boolean awaitsClasses() {
    List<Diagnostic<? extends JavaFileObject>> errors = errors();
    AwaitedNames awaited = new AwaitedNames(trees());
    return errors.isEmpty()
        || errors.stream().anyMatch(error -> awaited.isOne(error, unit(error.getSource())));
  }

  /** What is wrong with bodies of the user's, by the address of the file. */
  Map<String, Set<Problem>> errorsInBodies() {
    Map<String, Set<Problem>> found = new LinkedHashMap<>();
    AwaitedNames names = new AwaitedNames(trees());
    for (Diagnostic<? extends JavaFileObject> error : errors()) {
      CompilationUnitTree unit = unit(error.getSource());
      TreePath path = unit == null ? null : names.find(error, unit);
      if (path != null && isInBody(path)) {
        Origin origin = new Origins(trees(), unit).of(path.getLeaf());
        found
            .computeIfAbsent(address(unit), file -> new LinkedHashSet<>())
            .add(Problem.of(DiagnosticCode.UNKNOWN_NAME, origin, said(error)));
      }
    }
    return found;
  }

  private static boolean isInBody(TreePath path) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof BlockTree) {
        return true;
      }
    }
    return false;
  }

  private String address(CompilationUnitTree unit) {
    return units.entrySet().stream()
        .filter(entry -> entry.getValue() == unit)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private CompilationUnitTree unit(JavaFileObject file) {
    return file == null
        ? null
        : units.values().stream()
            .filter(unit -> unit.getSourceFile().toUri().equals(file.toUri()))
            .findFirst()
            .orElse(null);
  }

  /** Whether there is any error. */
  boolean hasErrors() {
    return !errors().isEmpty();
  }

  private List<Diagnostic<? extends JavaFileObject>> errors() {
    analyze();
    return diagnostics.getDiagnostics().stream()
        .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  /** Whether the user's javac knows classes that are not to be found here. */
  boolean lacksTypes() {
    return roots.types().stream().anyMatch(name -> task.getElements().getTypeElement(name) == null);
  }

  /** Classes that sources mention and several of their modules have, with these. */
  Map<String, Set<String>> ofSeveralModules() {
    return roots.ofSeveralModules();
  }

  /** A class that the user's javac has taken from somewhere else. */
  Optional<String> differing() {
    return differing;
  }

  /** Classes of the class path that the sources mention. */
  Set<String> typesOutside() {
    return roots.types();
  }

  /** Whether another processor has generated some of them, and may do so again. */
  boolean areSomeGenerated() {
    return roots.areSomeGenerated();
  }

  /**
   * Those that lie where this compilation puts its own.
   *
   * @param more names that no source mentions
   */
  Set<String> typesInOutput(Set<String> more) {
    return roots.typesInOutput(more);
  }

  /** Looks for all errors that javac finds, those of the flow of control included. */
  void analyze() {
    if (isAnalyzed) {
      return;
    }
    isAnalyzed = true;
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
