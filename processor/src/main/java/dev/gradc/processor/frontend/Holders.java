package dev.gradc.processor.frontend;

import com.sun.source.tree.Tree;
import dev.gradc.processor.source.Holder;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/** Gives variables, and expressions that are used on the spot, names of their own. */
final class Holders {

  private final IdentityHashMap<Object, Holder> holders = new IdentityHashMap<>();
  private final Map<Holder, Element> elements = new LinkedHashMap<>();

  Holder of(Element variable) {
    Holder known = holders.get(variable);
    if (known == null) {
      known = new Holder(variable.getSimpleName().toString(), holders.size());
      holders.put(variable, known);
      elements.put(known, variable);
    }
    return known;
  }

  /** The variable that it is of. */
  Optional<Element> element(Holder holder) {
    return Optional.ofNullable(elements.get(holder));
  }

  /** The value of an expression. */
  Holder of(Tree expression) {
    Holder known = holders.get(expression);
    if (known == null) {
      known = new Holder(text(expression), holders.size(), true);
      holders.put(expression, known);
    }
    return known;
  }

  private static String text(Tree expression) {
    return expression.toString().replaceAll("\\s+", " ");
  }

  /** Whether a body declares it, and no other code can assign it. */
  static boolean isLocal(Element element) {
    ElementKind kind = element.getKind();
    return kind == ElementKind.LOCAL_VARIABLE
        || kind == ElementKind.PARAMETER
        || kind == ElementKind.RESOURCE_VARIABLE
        || kind == ElementKind.BINDING_VARIABLE
        || kind == ElementKind.EXCEPTION_PARAMETER;
  }
}
