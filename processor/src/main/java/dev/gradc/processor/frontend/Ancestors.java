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
    List<TypeMirror> direct = new ArrayList<>();
    direct.add(type.getSuperclass());
    direct.addAll(type.getInterfaces());
    for (TypeMirror mirror : direct) {
      if (mirror instanceof DeclaredType declared) {
        of((TypeElement) declared.asElement()).stream()
            .filter(it -> !all.contains(it))
            .forEach(all::add);
      }
    }
    return all;
  }
}
