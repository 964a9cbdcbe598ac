package dev.gradc.processor.frontend;

import java.util.Optional;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * What identifies a method or constructor: {@code
 * com.acme.Outer.Inner.name(double,double[],a.b.Point)}.
 */
final class MethodKeys {

  private MethodKeys() {}

  static String of(ExecutableElement method) {
    return of(method.getEnclosingElement(), method);
  }

  /** The same for a method of this type that does what that of another one would do for it. */
  static String of(Element type, ExecutableElement method) {
    StringJoiner parameters = new StringJoiner(",", "(", ")");
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(typeName(parameter.asType()));
    }
    return className(type) + "." + method.getSimpleName() + parameters;
  }

  /** Without annotations, type arguments and parameters, which do not tell methods apart. */
  static String typeName(TypeMirror mirror) {
    if (mirror instanceof TypeVariable) {
      return typeName(erased(mirror));
    }
    if (mirror instanceof ArrayType array) {
      return typeName(array.getComponentType()) + "[]";
    }
    return mirror instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement type
        ? type.getQualifiedName().toString()
        : TypeReader.name(mirror);
  }

  /** What a type parameter is for the virtual machine: its first bound. */
  static TypeMirror erased(TypeMirror mirror) {
    if (!(mirror instanceof TypeVariable variable)) {
      return mirror;
    }
    TypeMirror bound = variable.getUpperBound();
    return erased(bound instanceof IntersectionType several ? several.getBounds().get(0) : bound);
  }

  /** The method or constructor with a key, in a class or in those that are nested in it. */
  static Optional<ExecutableElement> find(TypeElement type, String key) {
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof ExecutableElement method && of(method).equals(key)) {
        return Optional.of(method);
      }
      Optional<ExecutableElement> inside =
          member instanceof TypeElement nested ? find(nested, key) : Optional.empty();
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  /** The class that a key of {@link #member} is of. */
  static String type(String key) {
    return key.substring(0, key.lastIndexOf('.', end(key)));
  }

  /** What it is called there. */
  static String name(String key) {
    return key.substring(key.lastIndexOf('.', end(key)) + 1, end(key));
  }

  private static int end(String key) {
    return key.indexOf('(') < 0 ? key.length() : key.indexOf('(');
  }

  /** The key of a method or field of this type, its own or one that it inherits. */
  static String member(Element type, Element member) {
    return member instanceof ExecutableElement method
        ? of(type, method)
        : className(type) + "." + member.getSimpleName();
  }

  private static String className(Element type) {
    Element outer = type.getEnclosingElement();
    return outer instanceof TypeElement
        ? className(outer) + "." + type.getSimpleName()
        : ((TypeElement) type).getQualifiedName().toString();
  }

  static TypeElement topLevel(Element element) {
    Element current = element;
    while (!(current instanceof TypeElement && !isNested(current))) {
      current = current.getEnclosingElement();
    }
    return (TypeElement) current;
  }

  private static boolean isNested(Element type) {
    return !(type.getEnclosingElement() instanceof javax.lang.model.element.PackageElement);
  }
}
