package dev.gradc.processor.frontend;

import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Classes by name, as a module sees them: another one may have a package of the same name that it
 * does not export.
 *
 * @param from the module; none if there is but one, or if nothing is known of it
 */
record VisibleClasses(Elements elements, Optional<ModuleElement> from) {

  /** A class by its qualified name; null if there is none. */
  TypeElement find(String name) {
    TypeElement seen = from.map(it -> elements.getTypeElement(it, name)).orElse(null);
    return seen == null ? elements.getTypeElement(name) : seen;
  }
}
