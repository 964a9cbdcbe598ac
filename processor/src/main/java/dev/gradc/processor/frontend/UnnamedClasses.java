package dev.gradc.processor.frontend;

import com.sun.source.util.TreePath;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
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
  private final Map<String, Set<String>> modules;

  /**
   * @param sources all that is compiled
   */
  public UnnamedClasses(CompilerAccess compiler, SourceSet sources) {
    this.compiler = compiler;
    this.elements = compiler.environment().getElementUtils();
    this.modules = ofSeveral(sources);
  }

  /** What is wrong with the method, if there are classes that generated code cannot name. */
  public Optional<Problem> problem(ExecutableElement method) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    String name = type.getQualifiedName().toString();
    String text = method.getSimpleName().toString();
    Optional<String> same =
        modules.keySet().stream().filter(name::equals).findFirst().or(this::ofSeveralModules);
    if (same.isPresent()) {
      return Optional.of(sameName(origin(method), text, same.get(), modules.get(same.get())));
    }
    return elements.getTypeElement(name) != null
        ? Optional.empty()
        : Optional.of(Problem.of(DiagnosticCode.UNNAMED_CLASS, origin(method), text));
  }

  /** What is said of a method where modules have a class of one name. */
  static Problem sameName(Origin origin, String method, String name, Set<String> modules) {
    return Problem.of(
        DiagnosticCode.SAME_NAME,
        origin,
        method,
        name,
        "the modules " + String.join(" and ", modules));
  }

  private Optional<String> ofSeveralModules() {
    return modules.keySet().stream().findFirst();
  }

  private Origin origin(ExecutableElement method) {
    TreePath path = compiler.trees().getPath(method);
    return new Origins(compiler.trees(), path.getCompilationUnit()).of(path.getLeaf());
  }

  /** Modules that have a class of one name, be it that one of them has its class file. */
  private Map<String, Set<String>> ofSeveral(SourceSet sources) {
    Map<String, Set<String>> found = new TreeMap<>();
    if (sources.modules().size() > 1) {
      Map<String, Set<ModuleElement>> packages = new HashMap<>();
      for (String name : sources.classes()) {
        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        Set<ModuleElement> having =
            packages.computeIfAbsent(packageName, it -> having(it, sources.modules()));
        // To ask for a class that is not there takes long.
        Set<String> modulesOfClass = new TreeSet<>();
        if (having.size() > 1) {
          having.stream().filter(it -> isIn(it, name)).forEach(it -> add(it, modulesOfClass));
        }
        if (modulesOfClass.size() > 1) {
          found.put(name, modulesOfClass);
        }
      }
    }
    return found;
  }

  private Set<ModuleElement> having(String packageName, Set<ModuleElement> modules) {
    Set<ModuleElement> having = new HashSet<>(modules);
    having.removeIf(
        it -> {
          PackageElement found = elements.getPackageElement(it, packageName);
          return found == null || !it.equals(elements.getModuleOf(found));
        });
    return having;
  }

  private boolean isIn(ModuleElement module, String name) {
    TypeElement type = elements.getTypeElement(module, name);
    return type != null && module.equals(elements.getModuleOf(type));
  }

  private static void add(ModuleElement module, Set<String> names) {
    names.add(module.getQualifiedName().toString());
  }
}
