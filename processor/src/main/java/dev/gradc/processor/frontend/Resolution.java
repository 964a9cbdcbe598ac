package dev.gradc.processor.frontend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Which member a name means in a class that inherits it, or may begin to. */
final class Resolution {

  private final Elements elements;

  Resolution(Elements elements) {
    this.elements = elements;
  }

  /**
   * The member that a class has, or several if none of them hides the others.
   *
   * @param key of a member as one of this type: {@link MethodKeys}
   */
  List<Element> find(TypeElement type, String key) {
    return key.indexOf('(') < 0
        ? List.copyOf(fields(type, MethodKeys.name(key)))
        : methods(type, key);
  }

  /** A field that is hidden on the way by one class may be inherited on another. */
  private static Set<Element> fields(TypeElement type, String name) {
    Set<Element> found = new LinkedHashSet<>();
    ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .filter(it -> it.getSimpleName().contentEquals(name))
        .forEach(found::add);
    if (found.isEmpty()) {
      for (TypeElement above : Ancestors.directly(type)) {
        fields(above, name).stream().filter(Resolution::isInherited).forEach(found::add);
      }
    }
    return found;
  }

  private List<Element> methods(TypeElement type, String key) {
    List<Element> named = named(type, MethodKeys.name(key));
    Set<Element> found = new LinkedHashSet<>();
    named.stream().filter(it -> MethodKeys.member(type, it).equals(key)).forEach(found::add);
    // With T in place of String it is the same method, by another key.
    List<Element> same = new ArrayList<>(found);
    named.stream()
        .filter(it -> same.stream().anyMatch(other -> isInPlaceOf(it, other, type)))
        .forEach(found::add);
    return found.stream()
        .filter(it -> found.stream().noneMatch(other -> isInPlaceOf(other, it, type)))
        .toList();
  }

  /** Their own keys. */
  String keys(TypeElement type, String key) {
    return find(type, key).stream()
        .map(it -> MethodKeys.member(it.getEnclosingElement(), it))
        .sorted()
        .collect(Collectors.joining("' or '"));
  }

  private static List<Element> named(TypeElement type, String name) {
    return Ancestors.of(type).stream()
        .<Element>flatMap(Resolution::methods)
        .filter(it -> it.getSimpleName().contentEquals(name))
        .filter(it -> it.getEnclosingElement().equals(type) || isInherited(it))
        .toList();
  }

  private static boolean isInherited(Element member) {
    boolean isOfInterface =
        member.getKind() == ElementKind.METHOD
            && member.getEnclosingElement().getKind().isInterface()
            && member.getModifiers().contains(Modifier.STATIC);
    return !isOfInterface && !member.getModifiers().contains(Modifier.PRIVATE);
  }

  private static Stream<? extends Element> methods(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream();
  }

  private boolean isInPlaceOf(Element one, Element other, TypeElement type) {
    return !one.equals(other)
        && (elements.hides(one, other)
            || (one instanceof ExecutableElement method
                && other instanceof ExecutableElement inherited
                && elements.overrides(method, inherited, type)));
  }
}
