package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class Gradient. */
final class GradientWriter {

  private final Api api;
  private final GradientFields fields;

  GradientWriter(Api api, GradientFields fields) {
    this.api = api;
    this.fields = fields;
  }

  /**
   * @param storage arrays that the fused form keeps from call to call
   * @param unreached parameters that the result does not depend on
   */
  TypeSpec write(List<Variable> storage, List<Part> unreached, JavaNames names) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Gradient")
            .addModifiers(api.modifiers(Modifier.STATIC, Modifier.FINAL))
            .addJavadoc(
                "The derivative of {@code $L} with respect to each of its active parameters, of"
                    + " the parameter's\ntype and shape. Evaluations add to it. Belongs to one"
                    + " thread.\n",
                api.source());
    addFields(storage, unreached, names, type);
    if (new InputCheck(api, fields, Set.copyOf(unreached)).isNeeded()) {
      type.addField(
          FieldSpec.builder(Types.SUMMED_ARRAYS, fields.summed(), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T()", Types.SUMMED_ARRAYS)
              .build());
    }
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    type.addMethod(zeros());
    type.addMethod(zerosOfShapes(unreached));
    type.addMethod(wrap());
    if (!api.shaped().isEmpty()) {
      type.addMethod(of());
      type.addMethod(requireShapes(unreached));
    }
    new GradientCheck(api, fields).addTo(type);
    type.addMethod(
        api.method("value")
            .returns(api.result())
            .addJavadoc("The value of the method at the evaluation that was added last.\n")
            .addStatement("return $L", fields.value())
            .build());
    new GradientAccessors(api, fields, unreached).addAll(type);
    Shapes.addZerosLike(api.shaped().stream().map(Part::type).toList(), type);
    type.addMethod(setZero(unreached));
    type.addMethod(text());
    return type.build();
  }

  /** The same for a function that only generated code calls: no more than that needs. */
  TypeSpec writeCarrier(List<Variable> storage, List<Part> unreached, JavaNames names) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Gradient")
            .addModifiers(api.hiddenModifiers(Modifier.STATIC, Modifier.FINAL));
    addFields(storage, unreached, names, type);
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    type.addMethod(wrap());
    new GradientAccessors(api, fields, List.of()).addNumbers(type);
    return type.build();
  }

  private void addFields(
      List<Variable> storage, List<Part> unreached, JavaNames names, TypeSpec.Builder type) {
    if (api.isPublished()) {
      type.addField(api.result(), fields.value(), Modifier.PRIVATE);
    }
    for (Part part : api.active()) {
      type.addField(Types.of(part.type()), fields.of(part), Modifier.PRIVATE);
      if (isLazy(part, unreached)) {
        type.addField(Shapes.typeOf(part.type()), fields.shapeOf(part), Modifier.PRIVATE);
      }
    }
    for (Signature.Parameter record :
        api.isPublished() ? api.heldRecords() : List.<Signature.Parameter>of()) {
      String held = fields.heldOf(record).orElseThrow();
      type.addField(Types.of(record.type()), held, Modifier.PRIVATE);
    }
    if (fields.canBeInterrupted()) {
      type.addField(TypeName.BOOLEAN, fields.isInterrupted(), Modifier.PRIVATE);
    }
    if (fields.canBeLent()) {
      type.addField(TypeName.BOOLEAN, fields.isLent(), Modifier.PRIVATE);
    }
    for (Map<Part, String> kept : List.of(fields.gathered(), fields.sums(), fields.standing())) {
      kept.forEach((part, name) -> type.addField(Types.of(part.type()), name, Modifier.PRIVATE));
    }
    for (Variable array : storage) {
      type.addField(storageField(array, names));
    }
  }

  static boolean isLazy(Part part, List<Part> unreached) {
    return (part.type() instanceof ArrayType && unreached.contains(part))
        || Shapes.holdsTensors(part.type());
  }

  static FieldSpec storageField(Variable array, JavaNames names) {
    if (!(array.type() instanceof ArrayType type)) {
      return FieldSpec.builder(Types.of(array.type()), names.of(array), Modifier.PRIVATE).build();
    }
    return FieldSpec.builder(Types.of(type), names.of(array), Modifier.PRIVATE)
        .initializer("new $L", Types.newArray(type.element(), CodeBlock.of("0")))
        .build();
  }

  private MethodSpec zeros() {
    List<String> names = api.signature().parameters().stream().map(it -> it.name()).toList();
    return api.method("zeros", Modifier.STATIC)
        .returns(api.gradient())
        .addParameters(api.parameters(names))
        .addJavadoc("A gradient of zeros, of the shapes of these arguments.\n")
        .addStatement("return zerosOf($L)", CodeBlock.join(shapeArguments(), ", "))
        .build();
  }

  private List<CodeBlock> shapeArguments() {
    List<CodeBlock> arguments = new ArrayList<>();
    for (Part part : api.shaped()) {
      arguments.add(Shapes.of(part.type(), part.read(part.parameter().name())));
    }
    api.heldRecords().forEach(record -> arguments.add(CodeBlock.of("$L", record.name())));
    return arguments;
  }

  private List<ParameterSpec> shapeParameters() {
    List<ParameterSpec> parameters = new ArrayList<>();
    for (Part part : api.shaped()) {
      parameters.add(
          ParameterSpec.builder(Shapes.typeOf(part.type()), fields.shapeOf(part)).build());
    }
    return parameters;
  }

  private MethodSpec zerosOfShapes(List<Part> unreached) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("zerosOf")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(api.gradient())
            .addParameters(shapeParameters());
    String gradient = local("gradient");
    method.addStatement("$T $L = new $T()", api.gradient(), gradient, api.gradient());
    for (Signature.Parameter record : api.heldRecords()) {
      String held = fields.heldOf(record).orElseThrow();
      method.addParameter(Types.of(record.type()), held);
      method.addStatement("$L.$L = $L", gradient, held, held);
    }
    for (Part part : api.shaped()) {
      String shape = fields.shapeOf(part);
      if (isLazy(part, unreached)) {
        method.addStatement(
            "$L.$L = $L", gradient, shape, Shapes.kept(part.type(), CodeBlock.of("$L", shape)));
      } else {
        method.addStatement(
            "$L.$L = $L",
            gradient,
            fields.of(part),
            Shapes.zeros(part.type(), CodeBlock.of("$L", shape)));
      }
    }
    return method.addStatement("return $L", gradient).build();
  }

  /** What generated code of other methods calls, see docs/abi.md. */
  private MethodSpec wrap() {
    String kept = local("kept");
    String gradient = local("gradient");
    MethodSpec.Builder method =
        api.method("wrap", Modifier.STATIC)
            .returns(api.gradient())
            .addParameter(api.gradient(), kept)
            .addJavadoc(
                "For generated code: the gradient given, or a new one for null, with these arrays"
                    + " as its array\nparts and zeros in its scalar parts.\n");
    method.addStatement(
        "$T $L = $L == null ? new $T() : $L", api.gradient(), gradient, kept, api.gradient(), kept);
    for (Part part : api.active()) {
      if (part.type() instanceof ArrayType) {
        method.addParameter(Types.of(part.type()), fields.of(part));
        method.addStatement("$L.$L = $L", gradient, fields.of(part), fields.of(part));
      } else {
        method.addStatement(
            "$L.$L = $L",
            gradient,
            fields.of(part),
            Literals.of(Constant.zero(part.type())).code());
      }
    }
    if (fields.canBeLent()) {
      method.addStatement("$L.$L = true", gradient, fields.isLent());
    }
    fields.keptSums().ifPresent(it -> method.addStatement("$L.$L = null", gradient, it));
    return method.addStatement("return $L", gradient).build();
  }

  private MethodSpec of() {
    MethodSpec.Builder method =
        api.method("of", Modifier.STATIC)
            .returns(api.gradient())
            .addJavadoc(
                "A gradient whose array parts are these arrays, which evaluations add to; scalar"
                    + " parts are zero.\n");
    String gradient = local("gradient");
    method.addStatement("$T $L = new $T()", api.gradient(), gradient, api.gradient());
    for (Signature.Parameter parameter : api.signature().parameters()) {
      List<Part> arrays = api.shaped().stream().filter(it -> it.isOf(parameter)).toList();
      // One that is called like a class would hide it.
      String name =
          JavaNames.TYPES.contains(parameter.name()) ? local(parameter.name()) : parameter.name();
      Optional<String> held = fields.heldOf(parameter);
      if (!arrays.isEmpty() || held.isPresent()) {
        method.addParameter(Types.of(parameter.type()), name);
        method.addCode(Given.require(Types.of(parameter.type()), name));
      }
      for (Part part : arrays) {
        method.addStatement("$L.$L = $L", gradient, fields.of(part), part.read(name));
        if (Shapes.holdsTensors(part.type())) {
          method.addStatement("$L.$L = $L", gradient, fields.shapeOf(part), part.read(name));
        }
      }
      held.ifPresent(field -> method.addStatement("$L.$L = $L", gradient, field, name));
    }
    return method.addStatement("return $L", gradient).build();
  }

  /** A name for a local beside the parameters. */
  private String local(String base) {
    String name = base;
    while (isParameterName(name)) {
      name += "_";
    }
    return name;
  }

  private boolean isParameterName(String name) {
    return api.signature().parameters().stream().anyMatch(it -> it.name().equals(name))
        || api.shaped().stream().anyMatch(it -> name.equals(fields.shapeOf(it)));
  }

  private MethodSpec requireShapes(List<Part> unreached) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("requireShapes")
            .addModifiers(Modifier.PRIVATE)
            .addParameters(shapeParameters());
    for (Part part : api.shaped()) {
      String field = "this." + fields.of(part);
      // A gradient that nothing has been added to yet has no arrays of tensors.
      CodeBlock value =
          part.type() instanceof ArrayType && Shapes.holdsTensors(part.type())
              ? CodeBlock.of("$L != null ? $L : this.$L", field, field, fields.shapeOf(part))
              : CodeBlock.of("$L", field);
      CodeBlock check =
          Shapes.require(
              part.type(),
              value,
              CodeBlock.of("$L", fields.shapeOf(part)),
              "the gradient of '" + part.text() + "'",
              "'" + part.text() + "' itself");
      if (isLazy(part, unreached) && !Shapes.holdsTensors(part.type())) {
        method.beginControlFlow("if ($L != null)", field).addCode(check).endControlFlow();
      } else {
        method.addCode(check);
      }
    }
    return method.build();
  }

  private MethodSpec setZero(List<Part> unreached) {
    MethodSpec.Builder method =
        api.method("setZero")
            .addJavadoc("Sets every part to zero, the arrays element by element.\n");
    for (Part part : api.active()) {
      String field = fields.of(part);
      if (Shapes.areIn(part.type())) {
        CodeBlock fill = Shapes.fill(part.type(), CodeBlock.of("$L", field), 0);
        if (isLazy(part, unreached) && !Shapes.holdsTensors(part.type())) {
          method.beginControlFlow("if ($L != null)", field).addCode(fill).endControlFlow();
        } else {
          method.addCode(fill);
        }
      } else {
        method.addStatement("$L = $L", field, Literals.of(Constant.zero(part.type())).code());
      }
    }
    return method.build();
  }

  private MethodSpec text() {
    List<CodeBlock> parts = new ArrayList<>();
    parts.add(part("Gradient{value=", api.signature().result(), CodeBlock.of(fields.value())));
    for (Part part : api.active()) {
      parts.add(
          part(
              ", " + part.text() + "=",
              part.type(),
              // With this, since a method called yield has no simple call.
              CodeBlock.of("this.$L()", fields.accessorOf(part))));
    }
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $L + $S", CodeBlock.join(parts, " + "), "}")
        .build();
  }

  private static CodeBlock part(String label, Type type, CodeBlock value) {
    return Shapes.areIn(type)
        ? CodeBlock.of("$S + $L", label, Shapes.text(type, value))
        : CodeBlock.of("$S + $L", label, value);
  }
}
