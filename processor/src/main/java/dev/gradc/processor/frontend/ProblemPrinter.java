package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Prints problems in the user's javac, at the tree that they are about. */
public final class ProblemPrinter {

  private final CompilerAccess compiler;

  public ProblemPrinter(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** Prints a problem of the file that an element stands in. */
  public void print(Problem problem, Element element) {
    Diagnostic.Kind kind = kind(problem.severity());
    TreePath path = compiler.trees().getPath(element);
    if (path == null) {
      compiler.environment().getMessager().printMessage(kind, problem.message(), element);
      return;
    }
    print(problem, path.getCompilationUnit(), path.getLeaf());
  }

  /** Prints a problem of no file. */
  public void print(Problem problem) {
    compiler.environment().getMessager().printMessage(kind(problem.severity()), problem.message());
  }

  /** Prints a problem of a file of the user's. */
  public void print(Problem problem, SourceSet sources, String file) {
    CompilationUnitTree unit = sources.units().get(file);
    print(problem, unit, unit);
  }

  private void print(Problem problem, CompilationUnitTree unit, Tree otherwise) {
    Tree tree = find(unit, problem.origin()).orElse(otherwise);
    compiler.trees().printMessage(kind(problem.severity()), problem.message(), tree, unit);
  }

  private static Diagnostic.Kind kind(DiagnosticCode.Severity severity) {
    return switch (severity) {
      case ERROR -> Diagnostic.Kind.ERROR;
      case WARNING -> Diagnostic.Kind.MANDATORY_WARNING;
      case NOTE -> Diagnostic.Kind.NOTE;
    };
  }

  /** The outermost tree from the start of the origin to its end. */
  Optional<Tree> find(CompilationUnitTree unit, Origin origin) {
    if (origin.start() < 0) {
      // As what javac itself adds to trees has no place either.
      return Optional.empty();
    }
    SourcePositions positions = compiler.trees().getSourcePositions();
    Tree[] found = new Tree[1];
    new TreeScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void nothing) {
        if (tree != null
            && found[0] == null
            && positions.getStartPosition(unit, tree) == origin.start()
            && positions.getEndPosition(unit, tree) == origin.end()) {
          found[0] = tree;
        }
        return super.scan(tree, null);
      }
    }.scan(unit, null);
    return Optional.ofNullable(found[0]);
  }
}
