package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A gradient's parts as one row of numbers: in order of declaration, arrays row by row. Writes the
 * methods that are used of those that it offers.
 */
final class Elements {

  private enum Method {
    SET,
    GET,
    MOVE
  }

  private final Api api;
  private final GradientFields fields;
  private final Set<Part> lazy;
  private final Set<Method> used = new LinkedHashSet<>();
  private final Set<Type> counted = new LinkedHashSet<>();

  /**
   * @param lazy parts of the gradient that are made on first access
   */
  Elements(Api api, GradientFields fields, Set<Part> lazy) {
    this.api = api;
    this.fields = fields;
    this.lazy = lazy;
  }

  /** The type of an element of a matrix of derivatives. */
  TypeName number() {
    return Types.of(scalar());
  }

  /** The same as the compiler's. */
  Scalar scalar() {
    boolean isSingle =
        api.active().stream().allMatch(part -> isFloat(part.type()))
            && api.results().stream()
                .filter(leaf -> leaf.isActive())
                .allMatch(leaf -> isFloat(leaf.type()));
    return isSingle ? Scalar.FLOAT : Scalar.DOUBLE;
  }

  private static boolean isFloat(Type type) {
    return (type instanceof ArrayType array ? array.innermost() : type) == Scalar.FLOAT;
  }

  /** A value of a type. */
  record Counted(Type type, CodeBlock value) {}

  /** How many numbers there are in all of these. */
  CodeBlock count(List<Counted> all) {
    List<CodeBlock> summands = new ArrayList<>();
    int numbers = 0;
    for (Counted one : all) {
      if (one.type() instanceof Scalar) {
        numbers++;
      } else {
        summands.add(count(one.type(), one.value()));
      }
    }
    if (numbers > 0 || summands.isEmpty()) {
      summands.add(CodeBlock.of("$L", numbers));
    }
    return CodeBlock.join(summands, " + ");
  }

  private CodeBlock count(Type array, CodeBlock value) {
    if (Shapes.isLength(array)) {
      return CodeBlock.of("$L.length", value);
    }
    counted.add(array);
    return CodeBlock.of("countOf($L)", value);
  }

  /** Sets the element at a position. */
  CodeBlock set(CodeBlock gradient, CodeBlock position, CodeBlock value) {
    used.add(Method.SET);
    return CodeBlock.of("$L.set($L, $L)", gradient, position, value);
  }

  /** The element at a position. */
  CodeBlock get(CodeBlock gradient, CodeBlock position) {
    used.add(Method.GET);
    return CodeBlock.of("$L.get($L)", gradient, position);
  }

  /** Adds all elements to a row, and leaves zeros. */
  CodeBlock moveTo(CodeBlock gradient, CodeBlock row) {
    used.add(Method.MOVE);
    return CodeBlock.of("$L.moveTo($L)", gradient, row);
  }

  /** Adds the methods that count. */
  void addCounts(TypeSpec.Builder nested) {
    Set<Type> needed = new LinkedHashSet<>();
    for (Type type : counted) {
      for (Type next = type; !Shapes.isLength(next); next = ((ArrayType) next).element()) {
        needed.add(next);
      }
    }
    needed.forEach(type -> nested.addMethod(countOf((ArrayType) type)));
  }

  private static MethodSpec countOf(ArrayType type) {
    CodeBlock row =
        Shapes.isLength(type.element()) ? CodeBlock.of("row.length") : CodeBlock.of("countOf(row)");
    return MethodSpec.methodBuilder("countOf")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(TypeName.INT)
        .addParameter(Types.of(type), "rows")
        .addStatement("int count = 0")
        .beginControlFlow("for ($T row : rows)", Types.of(type.element()))
        .addStatement("count += $L", row)
        .endControlFlow()
        .addStatement("return count")
        .build();
  }

  /** Adds the methods of the gradient. */
  void addAccess(TypeSpec.Builder gradient) {
    if (used.contains(Method.SET)) {
      gradient.addMethod(setter());
    }
    if (used.contains(Method.GET)) {
      gradient.addMethod(getter());
    }
    if (used.contains(Method.MOVE)) {
      gradient.addMethod(mover());
    }
  }

  /** A part of a gradient. */
  CodeBlock part(CodeBlock gradient, Part part) {
    return part.type() instanceof ArrayType
        ? CodeBlock.of("$L.$L", gradient, fields.reading(part, lazy))
        : CodeBlock.of("$L.$L", gradient, fields.of(part));
  }

  private CodeBlock part(Part part) {
    return part(CodeBlock.of("this"), part);
  }

  /** What is done with the element that is looked for. */
  private interface Found {
    CodeBlock with(CodeBlock element, Type type);
  }

  private MethodSpec setter() {
    CodeBlock.Builder code = CodeBlock.builder();
    find(
        code,
        (element, type) ->
            CodeBlock.builder()
                .addStatement(isFloat(type) ? "$L = (float) value" : "$L = value", element)
                .addStatement("return")
                .build());
    return MethodSpec.methodBuilder("set")
        .addModifiers(Modifier.PRIVATE)
        .addParameter(TypeName.INT, "position")
        .addParameter(TypeName.DOUBLE, "value")
        .addCode(code.build())
        .build();
  }

  private MethodSpec getter() {
    CodeBlock.Builder code = CodeBlock.builder();
    find(code, (element, type) -> CodeBlock.builder().addStatement("return $L", element).build());
    return MethodSpec.methodBuilder("get")
        .addModifiers(Modifier.PRIVATE)
        .returns(TypeName.DOUBLE)
        .addParameter(TypeName.INT, "position")
        .addCode(code.build())
        .build();
  }

  private void find(CodeBlock.Builder code, Found found) {
    code.addStatement("int index = position");
    for (Part part : api.active()) {
      find(part.type(), part(part), 0, code, found);
    }
    code.addStatement("throw new $T(position)", IndexOutOfBoundsException.class);
  }

  private static void find(
      Type type, CodeBlock value, int depth, CodeBlock.Builder code, Found found) {
    if (!(type instanceof ArrayType array)) {
      code.beginControlFlow("if (index == 0)");
      code.add(found.with(value, type));
      code.endControlFlow();
      code.addStatement("index--");
    } else if (Shapes.isLength(type)) {
      code.beginControlFlow("if (index < $L.length)", value);
      code.add(found.with(CodeBlock.of("$L[index]", value), array.element()));
      code.endControlFlow();
      code.addStatement("index -= $L.length", value);
    } else {
      String row = depth == 0 ? "row" : "row" + (depth + 1);
      code.beginControlFlow("for ($T $L : $L)", Types.of(array.element()), row, value);
      find(array.element(), CodeBlock.of("$L", row), depth + 1, code, found);
      code.endControlFlow();
    }
  }

  private MethodSpec mover() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("int k = 0");
    for (Part part : api.active()) {
      move(part.type(), part(part), 0, code);
    }
    return MethodSpec.methodBuilder("moveTo")
        .addModifiers(Modifier.PRIVATE)
        .addParameter(ArrayTypeName.of(number()), "sum")
        .addCode(code.build())
        .build();
  }

  private static void move(Type type, CodeBlock value, int depth, CodeBlock.Builder code) {
    if (!(type instanceof ArrayType array)) {
      code.addStatement("sum[k++] += $L", value);
      code.addStatement("$L = $L", value, zero(type));
    } else if (Shapes.isLength(type)) {
      code.beginControlFlow("for (int i = 0; i < $L.length; i++)", value);
      code.addStatement("sum[k++] += $L[i]", value);
      code.addStatement("$L[i] = $L", value, zero(array.element()));
      code.endControlFlow();
    } else {
      String row = depth == 0 ? "row" : "row" + (depth + 1);
      code.beginControlFlow("for ($T $L : $L)", Types.of(array.element()), row, value);
      move(array.element(), CodeBlock.of("$L", row), depth + 1, code);
      code.endControlFlow();
    }
  }

  private static CodeBlock zero(Type type) {
    return Literals.of(Constant.zero((Scalar) type)).code();
  }
}
