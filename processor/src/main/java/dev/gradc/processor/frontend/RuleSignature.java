package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** What a derivative rule for a method looks like. */
final class RuleSignature {

  private RuleSignature() {}

  /** What the method takes, the object first. */
  static List<TypeMirror> primals(ExecutableElement method) {
    List<TypeMirror> types = new ArrayList<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      types.add(method.getEnclosingElement().asType());
    }
    method.getParameters().forEach(parameter -> types.add(parameter.asType()));
    return types;
  }

  /** Whether there is something to differentiate: numbers in, and numbers out. */
  static boolean isPossible(ExecutableElement method) {
    return hasNumbers(method.getReturnType())
        && primals(method).stream().anyMatch(RuleSignature::isActive);
  }

  /** Whether the method works on tensors, so that one may say of it that nothing flows back. */
  static boolean isOfTensors(ExecutableElement method) {
    List<TypeMirror> types = primals(method);
    types.add(method.getReturnType());
    return types.stream()
        .flatMap(type -> TypeReader.readDeclared(type).stream())
        .anyMatch(ObjectType.TENSOR::equals);
  }

  /** Whether the method gives numbers, or arrays of them. */
  private static boolean hasNumbers(TypeMirror result) {
    return TypeReader.readDeclared(result)
        .filter(Type::isDifferentiable)
        .filter(type -> !Leaf.isComposite(type))
        .isPresent();
  }

  private static boolean isActive(TypeMirror primal) {
    return TypeReader.readDeclared(primal).filter(Type::isDifferentiable).isPresent();
  }

  /**
   * The declaration of a rule for the method, as code.
   *
   * @param rule whose names are kept
   * @param active parameters of the rule that gradients flow to; none if they are not known, since
   *     those of the method are others
   * @param isForward whether it is a rule for forward mode
   */
  static String expected(
      ExecutableElement rule,
      ExecutableElement method,
      List<VariableElement> active,
      boolean isForward) {
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    List<TypeMirror> primals = primals(method);
    List<String> numbers = new ArrayList<>();
    List<String> arrays = new ArrayList<>();
    List<String> tangents = new ArrayList<>();
    for (int i = 0; i < primals.size(); i++) {
      boolean isKnown = i < rule.getParameters().size() && !active.isEmpty();
      String name =
          isKnown ? rule.getParameters().get(i).getSimpleName().toString() : "x" + (i + 1);
      String type = written(primals.get(i));
      boolean isActive =
          isKnown ? active.contains(rule.getParameters().get(i)) : isActive(primals.get(i));
      parameters.add(type + " " + name);
      if (isActive) {
        tangents.add(type + " d" + capitalized(name));
      }
      if (isActive && TypeReader.read(primals.get(i)).orElse(null) instanceof ArrayType) {
        arrays.add(type + " d" + capitalized(name));
      } else if (isActive) {
        numbers.add(type + " " + name);
      }
    }
    String ruleName = rule.getSimpleName().toString();
    if (isForward) {
      tangents.forEach(parameters::add);
      return "static " + written(method.getReturnType()) + " " + ruleName + parameters;
    }
    parameters.add(written(method.getReturnType()) + " seed");
    arrays.forEach(parameters::add);
    String cotangents = capitalized(ruleName) + "Cotangents";
    return switch (numbers.size()) {
      case 0 -> "static void " + ruleName + parameters;
      case 1 ->
          "static "
              + numbers.get(0).substring(0, numbers.get(0).lastIndexOf(' '))
              + " "
              + ruleName
              + parameters;
      default ->
          "record "
              + cotangents
              + "("
              + String.join(", ", numbers)
              + ") {} and static "
              + cotangents
              + " "
              + ruleName
              + parameters;
    };
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** As another class can write it that imports top-level classes, and has no type parameters. */
  private static String written(TypeMirror mirror) {
    if (mirror instanceof javax.lang.model.type.ArrayType array) {
      return written(array.getComponentType()) + "[]";
    }
    if (mirror instanceof TypeVariable) {
      return written(MethodKeys.erased(mirror));
    }
    if (!(mirror instanceof DeclaredType declared)) {
      return TypeReader.name(mirror);
    }
    StringJoiner arguments = new StringJoiner(", ", "<", ">").setEmptyValue("");
    for (TypeMirror argument : declared.getTypeArguments()) {
      boolean isFree =
          argument.getKind() == TypeKind.TYPEVAR || argument.getKind() == TypeKind.WILDCARD;
      String open = isOpen(argument) ? "? extends " : "";
      arguments.add(isFree ? "?" : open + written(argument));
    }
    return path(declared.asElement()) + arguments;
  }

  /** Whether there are type parameters in it, of which a rule has none. */
  private static boolean isOpen(TypeMirror mirror) {
    return mirror instanceof javax.lang.model.type.ArrayType array
        ? isOpen(array.getComponentType())
        : mirror instanceof TypeVariable
            || (mirror instanceof DeclaredType declared
                && declared.getTypeArguments().stream().anyMatch(RuleSignature::isOpen));
  }

  private static String path(Element type) {
    Element outer = type.getEnclosingElement();
    String name = type.getSimpleName().toString();
    return outer.getKind() == ElementKind.PACKAGE ? name : path(outer) + "." + name;
  }
}
