package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Finds methods of files without a class, which newer versions of Java have. */
public final class UnnamedClasses {

  private final CompilerAccess compiler;

  public UnnamedClasses(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** What is wrong with the method, if its class is one that generated code cannot name. */
  public Optional<Problem> problem(ExecutableElement method) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    String name = type.getQualifiedName().toString();
    if (compiler.environment().getElementUtils().getTypeElement(name) != null) {
      return Optional.empty();
    }
    TreePath path = compiler.trees().getPath(method);
    Origins origins = new Origins(compiler.trees(), path.getCompilationUnit());
    return Optional.of(
        Problem.of(
            DiagnosticCode.UNNAMED_CLASS,
            origins.of(path.getLeaf()),
            method.getSimpleName().toString()));
  }
}
