package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.Arrays;
import java.util.List;

/** Types as JavaPoet names them, and the runtime's, which are named by string. */
final class Types {

  static final ClassName DETACH = ClassName.get("dev.gradc", "Detach");
  static final ClassName RETAIN = ClassName.get("dev.gradc", "Retain");
  static final ClassName COMPANION = ClassName.get("dev.gradc", "Companion");
  static final ClassName ON_KEPT_MEMORY = COMPANION.nestedClass("OnKeptMemory");
  static final ClassName OTHER_CLASSES = ClassName.get("dev.gradc", "OtherClasses");
  static final ClassName ANOMALIES = ClassName.get("dev.gradc", "Anomalies");
  static final ClassName TENSOR_ANOMALIES = ClassName.get("dev.gradc.tensor", "TensorAnomalies");
  static final ClassName TAPE = ClassName.get("dev.gradc", "Tape");
  static final ClassName BACKWARD_PASS = ClassName.get("dev.gradc", "BackwardPass");
  static final ClassName SPARED_ARRAY = ClassName.get("dev.gradc", "SparedArray");
  static final ClassName SUMMED_ARRAYS = ClassName.get("dev.gradc", "SummedArrays");
  static final ClassName TAPE_BYTES = ClassName.get("dev.gradc", "TapeBytes");
  static final ClassName COTANGENTS = ClassName.get("dev.gradc.tensor", "Cotangents");
  static final ClassName COTANGENT_ARRAYS = ClassName.get("dev.gradc.tensor", "CotangentArrays");
  static final ClassName KEPT_TENSORS = ClassName.get("dev.gradc.tensor", "KeptTensors");
  static final ClassName MODIFIED_IN_PLACE = ClassName.get("dev.gradc", "ModifiedInPlaceException");

  private Types() {}

  static TypeName of(Type type) {
    if (type instanceof ArrayType array) {
      return ArrayTypeName.of(of(array.element()));
    }
    if (type instanceof ObjectType object) {
      return ObjectNames.of(object.name());
    }
    if (type instanceof RecordType record) {
      String[] names = record.name().split("\\.", -1);
      String[] inner = Arrays.copyOfRange(names, 1, names.length);
      ClassName name = ClassName.get(UnnamedPackage.named(record.packageName()), names[0], inner);
      TypeName[] arguments =
          record.typeArguments().stream().map(Types::of).toArray(TypeName[]::new);
      return arguments.length == 0 ? name : ParameterizedTypeName.get(name, arguments);
    }
    return switch ((Scalar) type) {
      case BOOLEAN -> TypeName.BOOLEAN;
      case BYTE -> TypeName.BYTE;
      case SHORT -> TypeName.SHORT;
      case CHAR -> TypeName.CHAR;
      case INT -> TypeName.INT;
      case LONG -> TypeName.LONG;
      case FLOAT -> TypeName.FLOAT;
      case DOUBLE -> TypeName.DOUBLE;
    };
  }

  /** The class around all that is generated for those of a class. */
  static ClassName companion(Signature signature) {
    return ClassName.get(UnnamedPackage.named(signature.packageName()), signature.companionName());
  }

  /** A class: {@code com.acme/Outer.Inner}, or {@code java.lang.Math} where there is no doubt. */
  static ClassName named(String name) {
    return ObjectNames.ofClass(name);
  }

  /** A class where Java wants its name. */
  static CodeBlock reference(String qualifiedName) {
    return CodeBlock.of("$T", named(qualifiedName));
  }

  /** {@code double[n][]} for an array of n rows. */
  static CodeBlock newArray(Type element, CodeBlock length) {
    return newArray(element, List.of(length));
  }

  /** {@code double[n][m][]} for n times m rows. */
  static CodeBlock newArray(Type element, List<CodeBlock> lengths) {
    ArrayType type = new ArrayType(element);
    return CodeBlock.of(
        "$T[$L]$L",
        of(type.innermost()),
        CodeBlock.join(lengths, "]["),
        "[]".repeat(type.rank() - lengths.size()));
  }
}
