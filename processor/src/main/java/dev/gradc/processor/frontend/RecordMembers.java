package dev.gradc.processor.frontend;

import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The members of records that Java writes itself: accessors that read a component, and the
 * constructor that keeps its arguments. What somebody has written in their place has a body.
 */
final class RecordMembers {

  private final Trees trees;
  private final Elements elements;

  RecordMembers(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  static boolean isOfRecord(ExecutableElement member) {
    return member.getEnclosingElement().getKind() == ElementKind.RECORD;
  }

  /** What the object is called where it is a parameter: self, with as many _ as it takes. */
  static String receiverName(ExecutableElement method) {
    String name = "self";
    while (isParameter(method, name)) {
      name += "_";
    }
    return name;
  }

  private static boolean isParameter(ExecutableElement method, String name) {
    return method.getParameters().stream().anyMatch(it -> it.getSimpleName().contentEquals(name));
  }

  /** The component that a method without parameters reads, if it is an accessor. */
  static Optional<RecordComponentElement> component(ExecutableElement method) {
    if (!isOfRecord(method) || !method.getParameters().isEmpty()) {
      return Optional.empty();
    }
    return components(method).stream()
        .filter(it -> it.getSimpleName().equals(method.getSimpleName()))
        .map(RecordComponentElement.class::cast)
        .findFirst();
  }

  private static List<? extends RecordComponentElement> components(ExecutableElement member) {
    return ((TypeElement) member.getEnclosingElement()).getRecordComponents();
  }

  /** Whether the constructor has a parameter for each component, of its type. */
  static boolean isCanonical(ExecutableElement constructor) {
    List<? extends RecordComponentElement> components = components(constructor);
    if (constructor.getParameters().size() != components.size()) {
      return false;
    }
    for (int i = 0; i < components.size(); i++) {
      String type = MethodKeys.typeName(components.get(i).asType());
      if (!type.equals(MethodKeys.typeName(constructor.getParameters().get(i).asType()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is a body to compile. */
  boolean hasSource(ExecutableElement member) {
    return trees.getTree(member) != null;
  }

  /** Whether the constructor or accessor is Java's own. */
  boolean isImplicit(ExecutableElement member) {
    if (trees.getTree((TypeElement) member.getEnclosingElement()) == null) {
      return member.getKind() == ElementKind.METHOD;
    }
    return member.getKind() == ElementKind.CONSTRUCTOR
        ? elements.getOrigin(member) == Elements.Origin.MANDATED
        : trees.getTree(member) == null;
  }
}
