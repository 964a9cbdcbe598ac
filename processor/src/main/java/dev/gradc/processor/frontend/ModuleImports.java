package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import java.lang.module.ModuleFinder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ModuleElement;

/**
 * Imports of modules, which Java has since version 25. Those of the module path are followed; a
 * module whose sources are compiled now is none for the javac that reads bodies, which has all
 * sources in one.
 */
public final class ModuleImports {

  private final CompilerAccess compiler;
  private final SourceSet sources;

  public ModuleImports(CompilerAccess compiler, SourceSet sources) {
    this.compiler = compiler;
    this.sources = sources;
  }

  /** Whether it is one; version 17 of the API does not say so. */
  static boolean isOne(ImportTree imported) {
    return imported.toString().startsWith("import module ");
  }

  static boolean isOfSystem(String module) {
    return ModuleFinder.ofSystem().find(module).isPresent();
  }

  /** Imports of modules that are compiled from source, by the address of the file. */
  public Map<String, Set<Problem>> problems() {
    Map<String, Set<Problem>> found = new LinkedHashMap<>();
    sources
        .units()
        .forEach(
            (file, unit) ->
                unit.getImports().stream()
                    .filter(ModuleImports::isOne)
                    .filter(it -> isFromSource(nameOf(it), compiler))
                    .findFirst()
                    .ifPresent(it -> found.put(file, Set.of(problem(it, unit)))));
    return found;
  }

  static boolean isFromSource(String name, CompilerAccess compiler) {
    ModuleElement module = compiler.environment().getElementUtils().getModuleElement(name);
    return module != null && compiler.trees().getPath(module) != null;
  }

  private static String nameOf(ImportTree imported) {
    return imported.getQualifiedIdentifier().toString();
  }

  private Problem problem(ImportTree imported, CompilationUnitTree unit) {
    return Problem.of(
        DiagnosticCode.MODULE_IMPORT,
        new Origins(compiler.trees(), unit).of(imported),
        nameOf(imported));
  }
}
