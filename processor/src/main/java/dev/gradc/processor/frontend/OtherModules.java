package dev.gradc.processor.frontend;

import dev.gradc.processor.source.Signature;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;

/**
 * The modules that are compiled at once, as the user's javac sees them from that of a method; to
 * the one that reads bodies they are one.
 */
final class OtherModules {

  private final Elements elements;
  private final Optional<ModuleElement> own;

  OtherModules(CompilerAccess compiler, Signature method) {
    this.elements = compiler.environment().getElementUtils();
    String prefix = method.packageName().isEmpty() ? "" : method.packageName() + ".";
    // There are no modules before Java 9.
    this.own =
        elements.getAllTypeElements(prefix + method.classNames().get(0)).stream()
            .filter(it -> compiler.trees().getPath(it) != null)
            .flatMap(it -> Stream.ofNullable(elements.getModuleOf(it)))
            .filter(it -> !it.isUnnamed())
            .findFirst();
  }

  /** Whether the method stands in a module: others may hide something from it. */
  boolean areAny() {
    return own.isPresent();
  }

  /**
   * Whether the method's module reads that of a class, which exports the package to it.
   *
   * @param className with its package before a slash
   */
  boolean isVisible(String className) {
    String packageName = className.substring(0, className.indexOf('/'));
    return elements.getPackageElement(own.orElseThrow(), packageName) != null;
  }
}
