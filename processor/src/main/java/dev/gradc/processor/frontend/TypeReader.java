package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types of Java that we have a type for, and why there is none for others. */
final class TypeReader {

  private TypeReader() {}

  /**
   * Primitive types, records that we can take apart, classes and interfaces, and arrays of any
   * number of dimensions.
   */
  static Optional<Type> read(TypeMirror mirror) {
    if (mirror.getKind().isPrimitive()) {
      return Optional.of(scalar(mirror.getKind()));
    }
    if (RecordReader.isRecord(mirror) || RecordReader.isSealed(mirror)) {
      return RecordReader.read((DeclaredType) mirror);
    }
    if (mirror instanceof IntersectionType several) {
      return readSealed(several);
    }
    if (GenericCases.areIn(mirror)) {
      return Optional.empty();
    }
    if (mirror instanceof javax.lang.model.type.ArrayType array) {
      return read(array.getComponentType()).filter(TypeReader::canBeElement).map(ArrayType::new);
    }
    return mirror.getKind() == TypeKind.DECLARED
        ? ObjectTypes.read((DeclaredType) mirror)
        : Optional.empty();
  }

  /** What {@code c ? new Disk(r) : new Box(a, b)} is: a record, and a shape. */
  private static Optional<Type> readSealed(IntersectionType several) {
    List<? extends TypeMirror> sealed =
        several.getBounds().stream().filter(RecordReader::isSealed).toList();
    return sealed.size() == 1 ? read(sealed.get(0)) : Optional.empty();
  }

  /** Java has no arrays of generic records; and of a record without components nothing is left. */
  static boolean canBeElement(Type type) {
    Type innermost = type instanceof ArrayType array ? array.innermost() : type;
    return !(innermost instanceof RecordType record)
        || (record.typeArguments().isEmpty() && !Leaf.of(record).isEmpty());
  }

  /**
   * The type of a variable or result: no box of a number that could carry a derivative, which the
   * box cannot.
   */
  static Optional<Type> readDeclared(TypeMirror mirror) {
    return read(mirror)
        .filter(
            type ->
                ObjectTypes.boxed(type instanceof ArrayType array ? array.innermost() : type)
                    .filter(Scalar::isFloating)
                    .isEmpty());
  }

  static Scalar scalar(TypeKind kind) {
    return Scalar.valueOf(kind.name());
  }

  /** What is wrong with a value of a type that we have none for. */
  static Problem refusal(TypeMirror mirror, Origin origin) {
    String name = name(mirror);
    if (mirror.getKind() == TypeKind.NULL) {
      return Problem.of(DiagnosticCode.NULL_LITERAL, origin);
    }
    if (GenericCases.areIn(innermost(mirror))) {
      return Problem.of(DiagnosticCode.GENERIC_CASE, origin, name(innermost(mirror)));
    }
    Optional<Scalar> boxed = read(mirror).flatMap(ObjectTypes::boxed);
    if (boxed.isPresent()) {
      return Problem.of(DiagnosticCode.BOXED_TYPE, origin, name, boxed.get().keyword());
    }
    return RecordReader.isRecord(mirror) || RecordReader.isSealed(mirror)
        ? RecordReader.refusal((DeclaredType) mirror, origin)
        : Problem.of(DiagnosticCode.OBJECT_TYPE, origin, name);
  }

  private static TypeMirror innermost(TypeMirror mirror) {
    return mirror instanceof javax.lang.model.type.ArrayType array
        ? innermost(array.getComponentType())
        : mirror;
  }

  /** As a person writes it: without packages, without annotations. */
  static String name(TypeMirror mirror) {
    if (mirror instanceof javax.lang.model.type.ArrayType array) {
      return name(array.getComponentType()) + "[]";
    }
    if (mirror.getKind().isPrimitive() || mirror.getKind() == TypeKind.VOID) {
      return mirror.getKind().name().toLowerCase(Locale.ROOT);
    }
    if (mirror instanceof IntersectionType several) {
      return several.getBounds().stream().map(TypeReader::name).collect(Collectors.joining(" & "));
    }
    if (mirror instanceof DeclaredType declared) {
      return declared.asElement().getSimpleName().toString();
    }
    return mirror.toString();
  }
}
