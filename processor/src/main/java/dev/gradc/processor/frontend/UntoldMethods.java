package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Methods without a derivative of which nothing is said, since their file has an error, of which
 * javac is about to tell. Where it writes all classes of the file it has found none, and nobody
 * would say anything.
 *
 * <p>That is seen only when all processors have ended, and no class of theirs can be loaded any
 * more: what is needed then is made before.
 */
public final class UntoldMethods implements TaskListener {

  private final ProblemPrinter printer;
  private final Trees trees;
  private final List<Untold> untold = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  /**
   * What is to be said of one of them.
   *
   * @param classes of its file that are on the top level
   */
  private record Untold(String text, Tree place, CompilationUnitTree unit, List<String> classes) {}

  public UntoldMethods(CompilerAccess compiler) {
    this.printer = new ProblemPrinter(compiler);
    this.trees = compiler.trees();
    compiler.task().addTaskListener(this);
  }

  /**
   * Takes one in.
   *
   * @param problem what is to be said of it
   */
  public void add(AnnotatedMethod method, Problem problem, SourceSet sources) {
    CompilationUnitTree unit = sources.units().get(method.sourceFile());
    untold.add(
        new Untold(
            problem.message(),
            printer.find(unit, problem.origin()).orElse(unit),
            unit,
            SourceSet.declared(unit)));
  }

  @Override
  public void finished(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (event.getKind() == TaskEvent.Kind.GENERATE && type != null) {
      written.add(type.getQualifiedName().toString());
      for (Untold each : List.copyOf(untold)) {
        if (written.containsAll(each.classes())) {
          untold.remove(each);
          trees.printMessage(Diagnostic.Kind.ERROR, each.text(), each.place(), each.unit());
        }
      }
    }
  }
}
