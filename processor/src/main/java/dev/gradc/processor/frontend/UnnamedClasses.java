package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds methods with classes that no name stands for: those of files without a class, which newer
 * versions of Java have, and those that several modules have, be it that methods call them. Bodies
 * are read as if all modules were one.
 */
public final class UnnamedClasses {

  private final CompilerAccess compiler;
  private final Elements elements;
  private final Map<String, Set<String>> modules = new TreeMap<>();

  /**
   * @param sources all that is compiled
   */
  public UnnamedClasses(CompilerAccess compiler, SourceSet sources) {
    this.compiler = compiler;
    this.elements = compiler.environment().getElementUtils();
    for (String name : sources.classes()) {
      Set<String> having = modulesOf(name);
      if (having.size() > 1) {
        modules.put(name, having);
      }
    }
  }

  /** What is wrong with the method, if there are classes that generated code cannot name. */
  public Optional<Problem> problem(ExecutableElement method) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    String name = type.getQualifiedName().toString();
    String text = method.getSimpleName().toString();
    ModuleElement module = elements.getModuleOf(method);
    boolean isInOne = module == null || module.isUnnamed();
    Optional<String> same =
        modules.containsKey(name)
            ? Optional.of(name)
            : modules.keySet().stream().filter(any -> !isInOne).findFirst();
    if (same.isPresent()) {
      return Optional.of(
          Problem.of(
              DiagnosticCode.SAME_NAME,
              origin(method),
              text,
              same.get(),
              "the modules " + String.join(" and ", modules.get(same.get()))));
    }
    return elements.getTypeElement(name) != null
        ? Optional.empty()
        : Optional.of(Problem.of(DiagnosticCode.UNNAMED_CLASS, origin(method), text));
  }

  private Origin origin(ExecutableElement method) {
    TreePath path = compiler.trees().getPath(method);
    return new Origins(compiler.trees(), path.getCompilationUnit()).of(path.getLeaf());
  }

  private Set<String> modulesOf(String name) {
    Set<String> having = new TreeSet<>();
    for (TypeElement type : elements.getAllTypeElements(name)) {
      ModuleElement module = elements.getModuleOf(type);
      if (module != null && !module.isUnnamed()) {
        having.add(module.getQualifiedName().toString());
      }
    }
    return having;
  }
}
