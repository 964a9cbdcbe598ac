package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.ObjectType;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** What a method takes at the positions of the arguments of a call. */
final class ParameterTypes {

  private ParameterTypes() {}

  /**
   * The type of the parameter for an argument; of one more element for the array at the end, that
   * of the elements.
   */
  static TypeMirror at(int position, int arguments, ExecutableElement method) {
    int last = method.getParameters().size() - 1;
    TypeMirror type = method.getParameters().get(Math.min(position, last)).asType();
    boolean isElement =
        method.isVarArgs() && position >= last && arguments != method.getParameters().size();
    return isElement ? ((ArrayType) type).getComponentType() : type;
  }

  /** The class by which Java finds the method, where an argument has none that has a name. */
  static ObjectType ofObject(TypeMirror parameter) {
    return new ObjectType(text(parameter, Set.of()));
  }

  /**
   * The type with the bounds of type variables in their place.
   *
   * @param open the variables around, of which a bound may tell again
   */
  private static String text(TypeMirror mirror, Set<Element> open) {
    if (mirror instanceof TypeVariable variable) {
      Set<Element> inside = new HashSet<>(open);
      return inside.add(variable.asElement()) ? text(MethodKeys.erased(mirror), inside) : "?";
    }
    if (mirror instanceof ArrayType array) {
      return text(array.getComponentType(), open) + "[]";
    }
    if (mirror instanceof WildcardType wildcard) {
      TypeMirror above = wildcard.getExtendsBound();
      TypeMirror below = wildcard.getSuperBound();
      return above != null
          ? "? extends " + text(above, open)
          : below != null ? "? super " + text(below, open) : "?";
    }
    if (!(mirror instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return TypeReader.name(mirror);
    }
    StringJoiner arguments = new StringJoiner(",", "<", ">").setEmptyValue("");
    declared.getTypeArguments().forEach(argument -> arguments.add(text(argument, open)));
    return ObjectTypes.className(element) + arguments;
  }
}
