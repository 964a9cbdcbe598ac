package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types of Java that we have a type for, and why there is none for others. */
final class TypeReader {

  private static final Map<String, String> BOXES =
      Map.of(
          "java.lang.Boolean", "boolean",
          "java.lang.Byte", "byte",
          "java.lang.Short", "short",
          "java.lang.Character", "char",
          "java.lang.Integer", "int",
          "java.lang.Long", "long",
          "java.lang.Float", "float",
          "java.lang.Double", "double");

  private TypeReader() {}

  /** Primitive types, arrays of them of any number of dimensions, and records of all these. */
  static Optional<Type> read(TypeMirror mirror) {
    if (mirror.getKind().isPrimitive()) {
      return Optional.of(scalar(mirror.getKind()));
    }
    if (RecordReader.isRecord(mirror)) {
      return RecordReader.read((DeclaredType) mirror);
    }
    return mirror instanceof javax.lang.model.type.ArrayType array
        ? read(array.getComponentType())
            .filter(it -> !(it instanceof RecordType))
            .map(ArrayType::new)
        : Optional.empty();
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
    if (mirror instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && BOXES.containsKey(element.getQualifiedName().toString())) {
      String primitive = BOXES.get(element.getQualifiedName().toString());
      return Problem.of(DiagnosticCode.BOXED_TYPE, origin, name, primitive);
    }
    return RecordReader.isRecord(mirror)
        ? RecordReader.refusal((DeclaredType) mirror, origin)
        : Problem.of(DiagnosticCode.OBJECT_TYPE, origin, name);
  }

  /** As a person writes it: without packages, without annotations. */
  static String name(TypeMirror mirror) {
    if (mirror instanceof javax.lang.model.type.ArrayType array) {
      return name(array.getComponentType()) + "[]";
    }
    if (mirror.getKind().isPrimitive() || mirror.getKind() == TypeKind.VOID) {
      return mirror.getKind().name().toLowerCase(Locale.ROOT);
    }
    if (mirror instanceof DeclaredType declared) {
      return declared.asElement().getSimpleName().toString();
    }
    return mirror.toString();
  }
}
