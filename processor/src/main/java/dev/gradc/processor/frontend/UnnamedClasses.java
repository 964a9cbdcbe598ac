package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds methods whose class no name stands for: those of files without a class, which newer
 * versions of Java have, and of classes that several modules have.
 */
public final class UnnamedClasses {

  private final CompilerAccess compiler;

  public UnnamedClasses(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** What is wrong with the method, if its class is one that generated code cannot name. */
  public Optional<Problem> problem(ExecutableElement method) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    String name = type.getQualifiedName().toString();
    Elements elements = compiler.environment().getElementUtils();
    if (elements.getTypeElement(name) != null) {
      return Optional.empty();
    }
    TreePath path = compiler.trees().getPath(method);
    Origin origin = new Origins(compiler.trees(), path.getCompilationUnit()).of(path.getLeaf());
    String text = method.getSimpleName().toString();
    Set<String> modules = new TreeSet<>();
    elements
        .getAllTypeElements(name)
        .forEach(it -> modules.add(elements.getModuleOf(it).getQualifiedName().toString()));
    return Optional.of(
        modules.isEmpty()
            ? Problem.of(DiagnosticCode.UNNAMED_CLASS, origin, text)
            : Problem.of(
                DiagnosticCode.SAME_NAME,
                origin,
                text,
                name,
                "the modules " + String.join(" and ", modules)));
  }
}
