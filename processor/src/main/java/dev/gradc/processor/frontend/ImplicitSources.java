package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Looks for annotated methods in files that javac has found by itself, on its source path: it
 * compiles them and runs no processor for them, so that what was generated of them, if anything, is
 * of an earlier text.
 */
public final class ImplicitSources {

  private final CompilerAccess compiler;
  private final SourceSet sources;

  public ImplicitSources(CompilerAccess compiler, SourceSet sources) {
    this.compiler = compiler;
    this.sources = sources;
  }

  /** What is wrong, a method of each file, as far as anything has mentioned its classes so far. */
  public Map<ExecutableElement, Problem> problems() {
    Map<ExecutableElement, Problem> found = new LinkedHashMap<>();
    for (String name : sources.implicit()) {
      Optional.ofNullable(compiler.environment().getElementUtils().getTypeElement(name))
          .flatMap(ImplicitSources::annotated)
          .ifPresent(method -> found.put(method, problem(name, method)));
    }
    return found;
  }

  private static Optional<ExecutableElement> annotated(TypeElement type) {
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent()
          || Annotations.find(method, Annotations.DERIVATIVE_OF).isPresent()) {
        return Optional.of(method);
      }
    }
    return ElementFilter.typesIn(type.getEnclosedElements()).stream()
        .flatMap(nested -> annotated(nested).stream())
        .findFirst();
  }

  private Problem problem(String type, ExecutableElement method) {
    TreePath path = compiler.trees().getPath(method);
    return Problem.of(
        DiagnosticCode.IMPLICIT_SOURCE,
        new Origins(compiler.trees(), path.getCompilationUnit()).of(path.getLeaf()),
        type,
        method.getSimpleName().toString(),
        NestedCompilation.simpleName(path.getCompilationUnit().getSourceFile()));
  }
}
