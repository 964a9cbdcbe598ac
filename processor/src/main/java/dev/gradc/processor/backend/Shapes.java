package dev.gradc.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;

/**
 * Java text about the shapes of arrays and tensors. The shape of a one-dimensional array of numbers
 * is its length; that of an array of arrays, whose rows may be of any length, is such an array
 * itself, that of a tensor is such a tensor, and that of an array of tensors such an array.
 */
final class Shapes {

  private Shapes() {}

  /** Whether values of the type have one. */
  static boolean areIn(Type type) {
    return type instanceof ArrayType || isTensor(type);
  }

  static boolean isTensor(Type type) {
    return type.equals(ObjectType.TENSOR);
  }

  /** Whether values of the type are tensors, or arrays of tensors of any rank. */
  static boolean holdsTensors(Type type) {
    return isTensor(type instanceof ArrayType array ? array.innermost() : type);
  }

  /** Whether values of the type are arrays that hold numbers themselves. */
  static boolean isArrayOfNumbers(Type type) {
    return type instanceof ArrayType && !holdsTensors(type);
  }

  /** The class with what is done with cotangents of the type: of tensors, or of arrays of them. */
  static ClassName cotangents(Type type) {
    return isTensor(type) ? Types.COTANGENTS : Types.COTANGENT_ARRAYS;
  }

  static boolean isTensorArray(Type type) {
    return type instanceof ArrayType && holdsTensors(type);
  }

  /** Of a variable that holds a shape. */
  static TypeName typeOf(Type array) {
    return isLength(array) ? TypeName.INT : Types.of(array);
  }

  static boolean isLength(Type type) {
    return type instanceof ArrayType array && array.rank() == 1 && !holdsTensors(type);
  }

  /** The shape of an array. */
  static CodeBlock of(Type array, CodeBlock value) {
    return isLength(array) ? CodeBlock.of("$L.length", value) : value;
  }

  /** A shape that is kept: it stays as it is where other tensors are put into the array. */
  static CodeBlock kept(Type type, CodeBlock shape) {
    return isTensorArray(type) ? CodeBlock.of("$T.same($L)", cotangents(type), shape) : shape;
  }

  /** The same in the variable that keeps the one before. */
  static CodeBlock kept(Type type, CodeBlock shape, String before) {
    return isTensorArray(type)
        ? CodeBlock.of("$T.same($L, $L)", cotangents(type), shape, before)
        : shape;
  }

  /** New zeros in a shape; {@link #addZerosLike} gives the methods that it may call. */
  static CodeBlock zeros(Type array, CodeBlock shape) {
    if (holdsTensors(array)) {
      return CodeBlock.of("$T.none($L)", cotangents(array), shape);
    }
    return isLength(array)
        ? CodeBlock.of("new $L", Types.newArray(((ArrayType) array).element(), shape))
        : CodeBlock.of("zerosLike($L)", shape);
  }

  /** Adds methods that make zeros in the shape of arrays of these types. */
  static void addZerosLike(Collection<Type> types, TypeSpec.Builder into) {
    withRows(types).forEach(type -> into.addMethod(zerosLike(type)));
  }

  /** Of these types and those of their rows all that are arrays of arrays. */
  private static Set<ArrayType> withRows(Collection<Type> types) {
    Set<ArrayType> needed = new LinkedHashSet<>();
    for (Type type : types) {
      for (Type next = type;
          next instanceof ArrayType array && !isLength(next) && !holdsTensors(next);
          next = array.element()) {
        needed.add(array);
      }
    }
    return needed;
  }

  private static MethodSpec zerosLike(ArrayType type) {
    CodeBlock row = CodeBlock.of("shape[i]");
    return MethodSpec.methodBuilder("zerosLike")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(Types.of(type))
        .addParameter(Types.of(type), "shape")
        .addStatement(
            "$T zeros = new $L",
            Types.of(type),
            Types.newArray(type.element(), CodeBlock.of("shape.length")))
        .beginControlFlow("for (int i = 0; i < shape.length; i++)")
        .addStatement("zeros[i] = $L", zeros(type.element(), of(type.element(), row)))
        .endControlFlow()
        .addStatement("return zeros")
        .build();
  }

  /** Adds methods that copy arrays of these types with all that is in them. */
  static void addCopyOf(Collection<Type> types, TypeSpec.Builder into) {
    withRows(types).forEach(type -> into.addMethod(copyOf(type)));
  }

  private static MethodSpec copyOf(ArrayType type) {
    return MethodSpec.methodBuilder("copyOf")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(Types.of(type))
        .addParameter(Types.of(type), "array")
        .addStatement("$T copy = array.clone()", Types.of(type))
        .beginControlFlow("for (int i = 0; i < copy.length; i++)")
        .addStatement("copy[i] = $L", copy(type.element(), CodeBlock.of("copy[i]")))
        .endControlFlow()
        .addStatement("return copy")
        .build();
  }

  /** A copy of an array with all that is in it. */
  static CodeBlock copy(Type array, CodeBlock value) {
    if (holdsTensors(array)) {
      return CodeBlock.of("$T.copy($L)", cotangents(array), value);
    }
    return isLength(array) ? CodeBlock.of("$L.clone()", value) : CodeBlock.of("copyOf($L)", value);
  }

  /** A tangent, which a record may leave out: zeros, unless there is no primal either. */
  static CodeBlock orZeros(Type type, CodeBlock tangent, CodeBlock primal) {
    return CodeBlock.of("$T.orNone($L, $L)", cotangents(type), tangent, primal);
  }

  /** A number that differs where contents differ, or have changed. */
  static CodeBlock checksum(Type array, CodeBlock value) {
    if (holdsTensors(array)) {
      return CodeBlock.of("$T.version($L)", cotangents(array), value);
    }
    String method = isLength(array) ? "hashCode" : "deepHashCode";
    return CodeBlock.of("$T.$L($L)", Arrays.class, method, value);
  }

  static CodeBlock text(Type array, CodeBlock value) {
    if (isTensor(array)) {
      return value;
    }
    String method = ((ArrayType) array).rank() == 1 ? "toString" : "deepToString";
    return CodeBlock.of("$T.$L($L)", Arrays.class, method, value);
  }

  /** Fills an array with zeros. */
  static CodeBlock fill(Type array, CodeBlock value, int depth) {
    if (holdsTensors(array)) {
      return CodeBlock.builder().addStatement("$T.setZero($L)", cotangents(array), value).build();
    }
    ArrayType type = (ArrayType) array;
    CodeBlock.Builder code = CodeBlock.builder();
    if (isLength(array)) {
      CodeBlock zero = Literals.of(Constant.zero(type.element())).code();
      return code.addStatement("$T.fill($L, $L)", Arrays.class, value, zero).build();
    }
    String row = depth == 0 ? "row" : "row" + (depth + 1);
    return code.beginControlFlow("for ($T $L : $L)", Types.of(type.element()), row, value)
        .add(fill(type.element(), CodeBlock.of("$L", row), depth + 1))
        .endControlFlow()
        .build();
  }

  /**
   * Throws an IllegalArgumentException where an array is not of a shape.
   *
   * @param subject of the message: {@code the gradient of 'a'}
   * @param other what has the shape: {@code 'a' itself}
   */
  static CodeBlock require(
      Type array, CodeBlock value, CodeBlock shape, String subject, String other) {
    return require(array, value, shape, subject, other, index -> index);
  }

  /**
   * The same where other variables are in scope.
   *
   * @param free gives a name that none of them has, for one that is wished for
   */
  static CodeBlock require(
      Type array,
      CodeBlock value,
      CodeBlock shape,
      String subject,
      String other,
      UnaryOperator<String> free) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (holdsTensors(array)) {
      return code.addStatement(
              "$T.requireShape($L, $L, $S, $S)", cotangents(array), value, shape, subject, other)
          .build();
    }
    CodeBlock length = isLength(array) ? shape : CodeBlock.of("$L.length", shape);
    length(code, value, length, CodeBlock.of("$S", subject + " has length "), other);
    if (!isLength(array)) {
      rows((ArrayType) array, value, shape, subject, other, free, code);
    }
    return code.build();
  }

  private static void rows(
      ArrayType array,
      CodeBlock value,
      CodeBlock shape,
      String subject,
      String other,
      UnaryOperator<String> free,
      CodeBlock.Builder code) {
    ArrayType type = array;
    CodeBlock row = value;
    CodeBlock rowShape = shape;
    CodeBlock place = CodeBlock.of("");
    int depth = 0;
    while (type.element() instanceof ArrayType inner) {
      boolean isLetter = 'i' + depth <= 'z';
      String index = free.apply(isLetter ? String.valueOf((char) ('i' + depth)) : "i" + depth);
      code.beginControlFlow(
          "for (int $L = 0; $L < $L.length; $L++)", index, index, rowShape, index);
      row = CodeBlock.of("$L[$L]", row, index);
      rowShape = CodeBlock.of("$L[$L]", rowShape, index);
      place =
          depth == 0
              ? CodeBlock.of("$S + $L", subject + " at [", index)
              : CodeBlock.of("$L + $S + $L", place, "][", index);
      CodeBlock at = CodeBlock.of("$L + $S", place, "] has length ");
      length(code, row, CodeBlock.of("$L.length", rowShape), at, other);
      type = inner;
      depth++;
    }
    for (; depth > 0; depth--) {
      code.endControlFlow();
    }
  }

  private static void length(
      CodeBlock.Builder code, CodeBlock value, CodeBlock length, CodeBlock start, String other) {
    code.beginControlFlow("if ($L.length != $L)", value, length);
    code.addStatement(
        "throw new $T($L + $L.length + $S + $L)",
        IllegalArgumentException.class,
        start,
        value,
        ", but " + other + " has length ",
        length);
    code.endControlFlow();
  }
}
