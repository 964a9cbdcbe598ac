package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.source.Signature;
import java.util.List;

/** Writes the methods of a Gradient that read its parts. */
final class GradientAccessors {

  private final Api api;
  private final GradientFields fields;
  private final List<Part> unreached;

  /**
   * @param unreached parts that the result does not depend on
   */
  GradientAccessors(Api api, GradientFields fields, List<Part> unreached) {
    this.api = api;
    this.fields = fields;
    this.unreached = List.copyOf(unreached);
  }

  /** Those of the parts that are numbers. */
  void addNumbers(TypeSpec.Builder type) {
    api.active().stream()
        .filter(part -> !(part.type() instanceof ArrayType))
        .forEach(part -> type.addMethod(accessor(part)));
  }

  /** One for each parameter, and for each part of those that are records. */
  void addAll(TypeSpec.Builder type) {
    for (Signature.Parameter parameter : api.signature().parameters()) {
      if (api.activeRecords().contains(parameter)) {
        type.addMethod(record(parameter));
      }
      api.active().stream()
          .filter(part -> part.isOf(parameter))
          .forEach(part -> type.addMethod(accessor(part)));
    }
  }

  private MethodSpec record(Signature.Parameter parameter) {
    Part first =
        api.active().stream().filter(part -> part.isOf(parameter)).findFirst().orElseThrow();
    CodeBlock gradient =
        Records.gradient(
            parameter,
            fields.heldOf(parameter),
            part ->
                GradientWriter.isLazy(part, unreached)
                    ? CodeBlock.of("this.$L()", fields.accessorOf(part))
                    : CodeBlock.of("$L", fields.of(part)));
    MethodSpec.Builder method =
        api.method(fields.accessorOf(parameter))
            .returns(Types.of(parameter.type()))
            .addJavadoc(
                "The derivative with respect to {@code $L}, as a new record; arrays in it are not"
                    + " copies. Where the\nrecord's constructor refuses such values, read {@code"
                    + " $L()} and the like.\n",
                parameter.name(),
                fields.accessorOf(first));
    if (fields.heldOf(parameter).isPresent()) {
      method.addJavadoc(
          "What no gradient flows to is that of the {@code $L} of the last evaluation.\n",
          parameter.name());
    }
    return method.addStatement("return $L", gradient).build();
  }

  private MethodSpec accessor(Part part) {
    String field = fields.of(part);
    MethodSpec.Builder method =
        api.method(fields.accessorOf(part))
            .returns(Types.of(part.type()))
            .addJavadoc(
                Shapes.holdsTensors(part.type())
                    ? "The derivative with respect to {@code $L}, of its shape; not a copy. Zeros where"
                        + " nothing has\nreached it, which optimizers skip.\n"
                    : part.type() instanceof ArrayType
                        ? "The derivative with respect to {@code $L}, an element for each of its"
                            + " elements; not a copy.\n"
                        : "The derivative with respect to {@code $L}.\n",
                part.text());
    if (Shapes.isTensorArray(part.type())) {
      CodeBlock shape = CodeBlock.of("$L", fields.shapeOf(part));
      method.addStatement(
          "$L = $L", field, Shapes.orZeros(part.type(), CodeBlock.of("$L", field), shape));
    } else if (GradientWriter.isLazy(part, unreached)) {
      method.beginControlFlow("if ($L == null)", field);
      method.addStatement(
          "$L = $L", field, Shapes.zeros(part.type(), CodeBlock.of("$L", fields.shapeOf(part))));
      method.endControlFlow();
    }
    return method.addStatement("return $L", field).build();
  }
}
