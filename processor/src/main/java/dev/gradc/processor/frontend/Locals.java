package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.VariableTree;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Local;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** Parameters and local variables of a method, as they are declared. */
final class Locals {

  /** Of a variable that is written as {@code _}, in newer versions of Java. */
  private static final String UNNAMED = "unnamed";

  private final AttributedTrees trees;
  private final Refusals refusals;
  private final Map<Element, Local> locals = new HashMap<>();
  private int count;

  Locals(AttributedTrees trees, Refusals refusals) {
    this.trees = trees;
    this.refusals = refusals;
  }

  Local parameter(VariableTree tree, Type type) {
    return declare(tree, type);
  }

  /** A local variable; none if its type is refused, which is then said once, here. */
  Optional<Local> variable(VariableTree tree) {
    Optional<TypeMirror> mirror = trees.element(tree).map(Element::asType);
    Optional<Type> type = mirror.flatMap(TypeReader::readDeclared);
    if (mirror.isPresent() && type.isEmpty()) {
      Origin written = tree.getType() == null ? Origin.NONE : trees.origin(tree.getType());
      Origin place = written.equals(Origin.NONE) ? trees.origin(tree) : written;
      refusals.add(TypeReader.refusal(mirror.get(), place));
    }
    return type.map(known -> declare(tree, known));
  }

  private Local declare(VariableTree tree, Type type) {
    List<? extends AnnotationTree> annotations = tree.getModifiers().getAnnotations();
    Local local =
        new Local(
            tree.getName().isEmpty() ? UNNAMED : tree.getName().toString(),
            count++,
            type,
            trees.isAnnotated(annotations, Annotations.DETACH),
            trees.isAnnotated(annotations, Annotations.RETAIN),
            trees.origin(tree));
    trees.element(tree).ifPresent(element -> locals.put(element, local));
    return local;
  }

  /** A variable that no source declares: a receiver, or a field of a record that is being made. */
  Local hidden(String name, Type type, Origin origin) {
    return new Local(name, count++, type, false, false, origin);
  }

  /** One that nobody has written, and that is a constant. */
  Local detached(String name, Type type, Origin origin) {
    return new Local(name, count++, type, true, false, origin);
  }

  /** The variable; none if its declaration was refused. */
  Optional<Local> find(Element element) {
    return Optional.ofNullable(locals.get(element));
  }
}
