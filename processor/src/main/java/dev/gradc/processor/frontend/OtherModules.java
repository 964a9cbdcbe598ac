package dev.gradc.processor.frontend;

import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;

/**
 * The modules that are compiled at once, as the user's javac sees them; to the one that reads
 * bodies they are one.
 */
final class OtherModules {

  private final CompilerAccess compiler;
  private final Elements elements;

  OtherModules(CompilerAccess compiler) {
    this.compiler = compiler;
    this.elements = compiler.environment().getElementUtils();
  }

  /**
   * Whether code may name a class of another module: its package is exported to the code's module,
   * which reads it.
   *
   * @param name of the top-level class
   * @param from name of the one that the code stands in
   */
  boolean areVisible(String name, String from) {
    Optional<ModuleElement> module = module(from);
    return module.isEmpty()
        || module.get().isUnnamed()
        || module(name).filter(it -> !it.equals(module.get())).isEmpty()
        || elements.getTypeElement(module.get(), name) != null;
  }

  /** Of a class that is compiled now; there are none before Java 9. */
  private Optional<ModuleElement> module(String name) {
    return elements.getAllTypeElements(name).stream()
        .filter(it -> compiler.trees().getPath(it) != null)
        .flatMap(it -> Stream.ofNullable(elements.getModuleOf(it)))
        .findFirst();
  }
}
