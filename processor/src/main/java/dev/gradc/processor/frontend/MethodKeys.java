package dev.gradc.processor.frontend;

import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** What identifies a method: {@code com.acme.Outer.Inner.name(double,double[])}. */
final class MethodKeys {

  private MethodKeys() {}

  static String of(ExecutableElement method) {
    StringJoiner parameters = new StringJoiner(",", "(", ")");
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(TypeReader.name(parameter.asType()));
    }
    return className(method.getEnclosingElement()) + "." + method.getSimpleName() + parameters;
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
