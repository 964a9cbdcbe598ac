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
    CompilationUnitTree unit = path.getCompilationUnit();
    Tree tree = find(unit, problem.origin()).orElse(path.getLeaf());
    compiler.trees().printMessage(kind, problem.message(), tree, unit);
  }

  private static Diagnostic.Kind kind(DiagnosticCode.Severity severity) {
    return switch (severity) {
      case ERROR -> Diagnostic.Kind.ERROR;
      case WARNING -> Diagnostic.Kind.MANDATORY_WARNING;
      case NOTE -> Diagnostic.Kind.NOTE;
    };
  }

  /** The outermost tree from the start of the origin to its end. */
  private Optional<Tree> find(CompilationUnitTree unit, Origin origin) {
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
