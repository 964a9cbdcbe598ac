package dev.gradc.processor.frontend;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Classes and interfaces that a type inherits from. */
final class Ancestors {

  private Ancestors() {}

  /** The class itself, its superclass and its interfaces, and theirs, each before its own. */
  static List<TypeElement> of(TypeElement type) {
    List<TypeElement> all = new ArrayList<>();
    all.add(type);
    for (TypeElement above : directly(type)) {
      of(above).stream().filter(it -> !all.contains(it)).forEach(all::add);
    }
    return all;
  }

  /** The superclass and the interfaces that a class names. */
  static List<TypeElement> directly(TypeElement type) {
    List<TypeMirror> named = new ArrayList<>();
    named.add(type.getSuperclass());
    named.addAll(type.getInterfaces());
    List<TypeElement> direct = new ArrayList<>();
    for (TypeMirror mirror : named) {
      if (mirror instanceof DeclaredType declared) {
        direct.add((TypeElement) declared.asElement());
      }
    }
    return direct;
  }
}
