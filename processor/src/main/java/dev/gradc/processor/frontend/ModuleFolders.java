package dev.gradc.processor.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * With {@code --module-source-path} there is a folder for each module in a directory that javac
 * writes to, be there one module or several that are compiled. The {@link Filer} wants its name
 * before that of a package: without it, it answers for the only one that is compiled, or for none.
 */
public final class ModuleFolders {

  private static final String MODULE = "module-info.class";

  private final Filer filer;
  private final Elements elements;

  public ModuleFolders(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
  }

  /** What stands before the package of an element; nothing where all modules share a directory. */
  public String of(Element element) {
    ModuleElement module = elements.getModuleOf(element);
    return module == null || module.isUnnamed() ? "" : folder(module);
  }

  private String folder(ModuleElement module) {
    String folder = module.getQualifiedName() + "/";
    try {
      filer.getResource(StandardLocation.CLASS_OUTPUT, folder, MODULE);
      return folder;
    } catch (FilerException | RuntimeException sharedByAll) {
      return "";
    } catch (IOException notThere) {
      return folder;
    }
  }

  /**
   * All that there are, of modules that this compilation knows nothing of, too.
   *
   * @param compiled those of what is compiled
   * @return where they lie, as far as that is known
   */
  public SortedMap<String, Optional<Path>> all(Set<String> compiled) {
    SortedMap<String, Optional<Path>> all = new TreeMap<>();
    compiled.forEach(folder -> all.put(folder, Optional.empty()));
    if (!all.containsKey("")) {
      elements.getAllModuleElements().stream()
          .filter(it -> !it.isUnnamed() && !isOfTheJdk(it.getQualifiedName().toString()))
          .forEach(it -> all.put(it.getQualifiedName() + "/", Optional.empty()));
      compiled.stream()
          .flatMap(folder -> beside(folder).stream())
          .forEach(it -> all.put(it.getFileName() + "/", Optional.of(it)));
    }
    return all;
  }

  private static boolean isOfTheJdk(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.");
  }

  /** The folders of modules that one lies among; none where they are no directories. */
  private List<Path> beside(String folder) {
    try {
      Path file = Path.of(filer.getResource(StandardLocation.CLASS_OUTPUT, folder, MODULE).toUri());
      try (Stream<Path> all = Files.list(file.getParent().getParent())) {
        return all.filter(it -> Files.exists(it.resolve(MODULE))).toList();
      }
    } catch (IOException | RuntimeException notThere) {
      return List.of();
    }
  }

  /** The module of a folder, if this compilation knows of it. */
  Optional<ModuleElement> module(String folder) {
    return elements.getAllModuleElements().stream()
        .filter(it -> !it.isUnnamed() && folder.equals(it.getQualifiedName() + "/"))
        .map(ModuleElement.class::cast)
        .findFirst();
  }
}
