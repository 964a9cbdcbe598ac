package dev.gradc.processor;

import dev.gradc.processor.frontend.ModuleFolders;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** What is compiled, by the folders of modules: all of it in one, if there are none. */
final class CompiledModules {

  private final Filer filer;
  private final ModuleFolders folders;
  private final SortedMap<String, CompiledClasses> modules = new TreeMap<>();

  CompiledModules(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.folders = new ModuleFolders(environment);
  }

  /** Takes in a top-level class; gives those of its module. */
  CompiledClasses add(TypeElement type) {
    CompiledClasses classes =
        modules.computeIfAbsent(folders.of(type), any -> new CompiledClasses());
    classes.add(type.getQualifiedName().toString());
    return classes;
  }

  /** Those of a module; none if nothing of it is compiled. */
  CompiledClasses of(String module) {
    return modules.getOrDefault(module, new CompiledClasses());
  }

  Set<String> names() {
    return modules.keySet();
  }

  /** Whether a class of this name is compiled in any module. */
  boolean has(String name) {
    return modules.values().stream().anyMatch(it -> it.has(name));
  }

  /** The index of each module that there is in the output, be it compiled or not. */
  SortedMap<String, RelianceIndex> indexes() {
    SortedMap<String, RelianceIndex> indexes = new TreeMap<>();
    folders
        .all(modules.keySet())
        .forEach(
            (module, directory) ->
                indexes.put(
                    module,
                    module.isEmpty()
                        ? RelianceIndex.ofOutput(filer)
                        : RelianceIndex.ofModule(filer, module, directory)));
    return indexes;
  }

  RelianceIndex indexOfClassPath() {
    return RelianceIndex.ofClassPath(filer);
  }
}
