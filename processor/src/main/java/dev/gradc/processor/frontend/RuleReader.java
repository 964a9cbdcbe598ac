package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.Problem;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** Derivative rules of the user's own, which this version does not compile. */
public final class RuleReader {

  private final CompilerAccess compiler;

  public RuleReader(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** What is wrong with a method that carries {@code @DerivativeOf}. */
  public List<Problem> refuse(ExecutableElement method) {
    TreePath path = compiler.trees().getPath(method);
    Origins origins = new Origins(compiler.trees(), path.getCompilationUnit());
    return new AnnotationProblems(compiler, origins).ofRule(method);
  }
}
