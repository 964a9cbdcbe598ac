package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Classes and interfaces whose objects pass through a body as constants. */
final class ObjectTypes {

  private static final Map<String, Scalar> BOXES =
      Map.of(
          "java.lang/Boolean", Scalar.BOOLEAN,
          "java.lang/Byte", Scalar.BYTE,
          "java.lang/Short", Scalar.SHORT,
          "java.lang/Character", Scalar.CHAR,
          "java.lang/Integer", Scalar.INT,
          "java.lang/Long", Scalar.LONG,
          "java.lang/Float", Scalar.FLOAT,
          "java.lang/Double", Scalar.DOUBLE);

  private ObjectTypes() {}

  /** The type; none for one that has no name, or whose type arguments have none. */
  static Optional<Type> read(DeclaredType type) {
    return text(type).map(ObjectType::new);
  }

  /** The class, with its package before a slash: {@code com.acme/Outer.Inner}. */
  static String className(TypeElement type) {
    List<String> names = new ArrayList<>();
    Element current = type;
    for (; current instanceof TypeElement; current = current.getEnclosingElement()) {
      names.add(0, current.getSimpleName().toString());
    }
    return RecordReader.packageOf(type) + "/" + String.join(".", names);
  }

  /** Whether it is a class or interface with type arguments that have no name. */
  static boolean isOfWildcards(TypeMirror mirror) {
    return areOf(mirror)
        && ((DeclaredType) mirror)
            .getTypeArguments().stream().anyMatch(it -> it.getKind() == TypeKind.TYPEVAR);
  }

  /** Whether what is of the type are objects, not records that we take apart. */
  static boolean areOf(TypeMirror mirror) {
    return mirror.getKind() == TypeKind.DECLARED
        && !RecordReader.isRecord(mirror)
        && !RecordReader.isSealed(mirror)
        && !GenericCases.areIn(mirror);
  }

  /** What an object of the class holds, if it is one of Java's boxes. */
  static Optional<Scalar> boxed(Type type) {
    return type instanceof ObjectType object
        ? Optional.ofNullable(BOXES.get(object.name()))
        : Optional.empty();
  }

  /** The class of the boxes for a primitive type. */
  static String box(Scalar scalar) {
    return BOXES.entrySet().stream()
        .filter(entry -> entry.getValue() == scalar)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static Optional<String> text(TypeMirror mirror) {
    if (mirror.getKind().isPrimitive()) {
      return Optional.of(TypeReader.name(mirror));
    }
    if (mirror instanceof ArrayType array) {
      return text(array.getComponentType()).map(component -> component + "[]");
    }
    if (mirror instanceof WildcardType wildcard) {
      return text(wildcard);
    }
    return mirror instanceof DeclaredType declared ? text(declared) : Optional.empty();
  }

  private static Optional<String> text(WildcardType wildcard) {
    if (wildcard.getExtendsBound() != null) {
      return text(wildcard.getExtendsBound()).map(bound -> "? extends " + bound);
    }
    return wildcard.getSuperBound() == null
        ? Optional.of("?")
        : text(wildcard.getSuperBound()).map(bound -> "? super " + bound);
  }

  private static Optional<String> text(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    boolean isNamed =
        element.getNestingKind() == NestingKind.TOP_LEVEL
            || element.getNestingKind() == NestingKind.MEMBER;
    boolean isInGeneric =
        type.getEnclosingType() instanceof DeclaredType outer
            && !outer.getTypeArguments().isEmpty();
    if (!isNamed || isInGeneric) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>();
    for (TypeMirror argument : type.getTypeArguments()) {
      Optional<String> text = text(argument);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(text.get());
    }
    String name = className(element);
    return Optional.of(arguments.isEmpty() ? name : name + "<" + String.join(",", arguments) + ">");
  }

  /**
   * Why a class in the package cannot name a class or member: it is private, or not public
   * elsewhere. Nothing if it can.
   */
  static Optional<String> hidden(Element element, String packageName) {
    boolean isNeighbour = RecordReader.packageOf(element).equals(packageName);
    for (Element current = element;
        current != null && !(current instanceof PackageElement);
        current = current.getEnclosingElement()) {
      Set<Modifier> modifiers = current.getModifiers();
      boolean isInInterface =
          current.getEnclosingElement() != null
              && current.getEnclosingElement().getKind().isInterface();
      if (modifiers.contains(Modifier.PRIVATE)) {
        return Optional.of(
            current.equals(element)
                ? "private"
                : "in " + current.getSimpleName() + ", which is private");
      }
      if (!isNeighbour && !isInInterface && !modifiers.contains(Modifier.PUBLIC)) {
        return Optional.of("in another package, and not public");
      }
    }
    return Optional.empty();
  }

  /** The same of a method of an object, whatever class declares it. */
  static Optional<String> hiddenMember(Element method, String packageName) {
    boolean isNeighbour = RecordReader.packageOf(method).equals(packageName);
    boolean isPublic =
        method.getModifiers().contains(Modifier.PUBLIC)
            || method.getEnclosingElement().getKind().isInterface();
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      return Optional.of("private");
    }
    return isPublic || isNeighbour
        ? Optional.empty()
        : Optional.of("in another package, and not public");
  }

  /** The same of a type and all that it is made of. */
  static Optional<String> hidden(TypeMirror mirror, String packageName) {
    if (mirror instanceof ArrayType array) {
      return hidden(array.getComponentType(), packageName);
    }
    if (!(mirror instanceof DeclaredType declared) || mirror.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    Optional<String> problem = hidden(declared.asElement(), packageName);
    for (TypeMirror argument : declared.getTypeArguments()) {
      problem = problem.or(() -> hidden(argument, packageName));
    }
    return problem;
  }
}
