package dev.gradc.processor.frontend;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Finds types in the head of a method that are not there, or not there yet. */
final class UnresolvedTypes {

  private final Set<Element> seen = new HashSet<>();

  private UnresolvedTypes() {}

  /** Whether there is one among the types of result, parameters and, if it has one, object. */
  static boolean areIn(ExecutableElement method) {
    UnresolvedTypes types = new UnresolvedTypes();
    return types.isIn(method.getReturnType())
        || method.getParameters().stream().anyMatch(parameter -> types.isIn(parameter.asType()))
        || types.isInComponents(method.getEnclosingElement());
  }

  private boolean isIn(TypeMirror type) {
    if (type == null || type.getKind() == TypeKind.ERROR) {
      return type != null;
    }
    if (type instanceof ArrayType array) {
      return isIn(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return isIn(wildcard.getExtendsBound()) || isIn(wildcard.getSuperBound());
    }
    return type instanceof DeclaredType declared
        && (declared.getTypeArguments().stream().anyMatch(this::isIn)
            || isInComponents(declared.asElement()));
  }

  /** A record is known when its components are. */
  private boolean isInComponents(Element element) {
    if (!(element instanceof TypeElement type) || !seen.add(type)) {
      return false;
    }
    for (RecordComponentElement component : type.getRecordComponents()) {
      if (isIn(component.asType())) {
        return true;
      }
    }
    return false;
  }
}
