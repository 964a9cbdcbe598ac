package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.Options;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class Tape: the regions in methods, what crosses between them in fields. */
final class TapeWriter {

  private final TapeModel tape;
  private final Api api;
  private final ReverseProgram program;
  private final JavaNames names;
  private final TapeFields fields;
  private final boolean isSwept;

  /**
   * @param isSwept whether generated code goes back over the tape again and again
   */
  TapeWriter(TapeModel tape, boolean isSwept) {
    this.isSwept = isSwept;
    this.tape = tape;
    this.api = tape.api();
    this.program = tape.program();
    this.names = tape.names();
    this.fields = tape.fields();
  }

  TypeSpec write() {
    TypeSpec.Builder type = header(api);
    addFields(type);
    Release release = new Release(tape);
    addForward(type);
    type.addMethod(value());
    OutputHandles handles = new OutputHandles(api);
    handles.addAccessors(fields.handles(), type);
    BackwardWriter backward = new BackwardWriter(tape, isSwept);
    backward.addAll(type);
    if (isSwept) {
      type.addMethod(backward.sweep());
    }
    type.addMethod(release.bytes());
    type.addMethod(close());
    TapeChecks checks = new TapeChecks(api, fields);
    type.addMethod(checks.requireRecorded());
    if (!release.isEmpty()) {
      type.addMethod(release.method());
    }
    if (tape.isChecked()) {
      checks.requireUnchanged(program, names).forEach(type::addMethod);
    }
    addCopies(type);
    handles.addClasses(fields.value(), backward::addOf, type);
    backward.addParts(type);
    return type.build();
  }

  private void addFields(TypeSpec.Builder type) {
    type.addField(api.result(), fields.value(), Modifier.PRIVATE);
    type.addField(TypeName.BOOLEAN, fields.isRecorded(), Modifier.PRIVATE);
    type.addField(TypeName.BOOLEAN, fields.isClosed(), Modifier.PRIVATE);
    if (tape.canBeInterrupted()) {
      type.addField(TypeName.BOOLEAN, fields.isInterrupted(), Modifier.PRIVATE);
    }
    fields
        .passes()
        .forEach(
            (output, name) ->
                type.addField(
                    FieldSpec.builder(Types.BACKWARD_PASS, name, Modifier.PRIVATE, Modifier.FINAL)
                        .initializer(
                            "new $T($S)",
                            Types.BACKWARD_PASS,
                            "'" + api.signature().outputs().get(output).name() + "'")
                        .build()));
    for (Slot slot : program.slots()) {
      if (!program.storage().contains(slot.variable()) && !tape.slots().contains(slot.variable())) {
        Variable variable = slot.variable();
        type.addField(Types.of(variable.type()), names.of(variable), Modifier.PRIVATE);
      }
    }
    if (!tape.slots().isEmpty()) {
      type.addField(tape.slots().field());
    }
    for (Variable array : program.storage()) {
      type.addField(GradientWriter.storageField(array, names));
      String pool = fields.pools().get(array);
      if (pool != null) {
        TypeName pooled = ParameterizedTypeName.get(Types.SPARED_ARRAY, Types.of(array.type()));
        type.addField(
            FieldSpec.builder(pooled, pool, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T<>($L)", Types.SPARED_ARRAY, names.of(array))
                .build());
      }
    }
    if (tape.guard() == Options.Guard.CHECK) {
      fields.checksums().values().forEach(it -> type.addField(TypeName.INT, it, Modifier.PRIVATE));
    }
    fields
        .shapes()
        .forEach((it, name) -> type.addField(Shapes.typeOf(it.type()), name, Modifier.PRIVATE));
    fields
        .gathered()
        .forEach((it, name) -> type.addField(Types.of(it.type()), name, Modifier.PRIVATE));
    for (Signature.Parameter record : api.heldRecords()) {
      type.addField(Types.of(record.type()), names.ofRecord(record.name()), Modifier.PRIVATE);
    }
  }

  private void addCopies(TypeSpec.Builder type) {
    List<Type> copied = new ArrayList<>();
    program.rearranged().forEach(array -> copied.add(array.type()));
    if (tape.guard() == Options.Guard.COPY) {
      program.guarded().forEach(array -> copied.add(array.type()));
    }
    Shapes.addCopyOf(copied, type);
  }

  private static TypeSpec.Builder header(Api api) {
    return TypeSpec.classBuilder("Tape")
        .addModifiers(api.modifiers(Modifier.STATIC, Modifier.FINAL))
        .addSuperinterface(Types.TAPE)
        .addJavadoc(
            "A recorded evaluation of {@code $L}. $L Belongs to one thread;\n{@code forward} records"
                + " anew on the same memory.\n",
            api.source(),
            api.signature().isRetained()
                ? "Retained: it can be gone back through any number of times."
                : "A backward pass frees it.")
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(api.modifiers())
                .addJavadoc("A tape with nothing recorded.\n")
                .build());
  }

  private void addForward(TypeSpec.Builder type) {
    Primals primals = new Primals(api, program, names);
    MethodSpec.Builder method =
        api.evaluation("forward")
            .returns(api.tape())
            .addParameters(primals.specs())
            .addJavadoc("Evaluates and records, in place of what was recorded before.\n");
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(primals.unpack(fields.gathered()));
    code.add(AliasCheck.of(api, program, names));
    code.addStatement("$L = false", fields.isRecorded());
    fields
        .pools()
        .forEach(
            (array, pool) ->
                code.addStatement("$L = $L.take($L)", names.of(array), pool, names.of(array)));
    if (tape.canBeInterrupted()) {
      code.beginControlFlow("if ($L)", fields.isInterrupted());
      fields
          .pools()
          .forEach((array, pool) -> code.addStatement("$L = $L.drop()", names.of(array), pool));
      code.addStatement("$L = false", fields.isInterrupted());
      code.endControlFlow();
    }
    Set<Variable> slots = tape.slotsAndStorage();
    for (Variable parameter : program.parameters()) {
      if (slots.contains(parameter)) {
        code.addStatement("this.$L = $L", names.of(parameter), names.of(parameter));
      }
    }
    code.add(primals.hold("this", record -> names.ofRecord(record.name())));
    code.add(keepShapes());
    MethodParts parts =
        MethodParts.of(
            new MethodParts.Whole(
                api.tape(),
                "forward",
                false,
                api.thrown(),
                List.of(),
                Optional.of(MethodParts.Keeper.of("", "forward", names::unused))),
            names,
            List.of(program.forward()),
            slots,
            program.results());
    code.add(parts.open(names));
    BlockWriter region = forwardRegion(slots, parts);
    code.add(region.write());
    code.add(guardAtForward());
    List<CodeBlock> results =
        program.results().stream().map(it -> region.expressions().of(it).code()).toList();
    code.addStatement("$L = $L", fields.value(), Records.of(api.signature().result(), results));
    fields.passes().values().forEach(pass -> code.addStatement("$L.reset()", pass));
    code.addStatement("$L = true", fields.isRecorded());
    code.addStatement("$L = false", fields.isClosed());
    code.add(parts.close());
    type.addMethod(method.addCode(code.addStatement("return this").build()).build());
    parts.addTo(type);
    type.addFields(parts.fields());
  }

  private CodeBlock keepShapes() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < api.parts().size(); i++) {
      Part part = api.parts().get(i);
      String shape = fields.shapes().get(part);
      if (shape != null) {
        CodeBlock array = CodeBlock.of("$L", names.of(program.parameters().get(i)));
        boolean areRowsMoved = program.rearranged().contains(program.parameters().get(i));
        code.addStatement(
            "$L = $L",
            shape,
            areRowsMoved
                ? Shapes.copy(part.type(), array)
                : Shapes.kept(part.type(), Shapes.of(part.type(), array), shape));
      }
    }
    return code.build();
  }

  private BlockWriter forwardRegion(Set<Variable> slots, MethodParts parts) {
    Body body =
        new Body(
                names,
                new UseCounts(program.forward()).withResults(program.results()),
                slots,
                Set.of(),
                "",
                api)
            .cutInto(parts);
    return new BlockWriter(body, new Expressions(body.names()), program.forward(), 0);
  }

  /** At the end, since the method itself may write its arrays. */
  private CodeBlock guardAtForward() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Variable array : program.guarded()) {
      CodeBlock name = CodeBlock.of("$L", names.of(array));
      if (tape.guard() == Options.Guard.CHECK) {
        code.addStatement(
            "$L = $L", fields.checksums().get(array), Shapes.checksum(array.type(), name));
      } else if (tape.guard() == Options.Guard.COPY) {
        code.addStatement("this.$L = $L", name, Shapes.copy(array.type(), name));
      }
    }
    if (tape.guard() == Options.Guard.COPY) {
      copyTensorsOfOthers(code);
    }
    return code.build();
  }

  /** Slots may hold tensors of the caller under other names, or such as share their numbers. */
  private void copyTensorsOfOthers(CodeBlock.Builder code) {
    List<Variable> guarded =
        program.guarded().stream().filter(it -> Shapes.holdsTensors(it.type())).toList();
    Set<Variable> others = new TensorAliases(program.forward()).standingFor(guarded);
    for (Slot slot : program.slots()) {
      Variable variable = slot.variable();
      boolean isBuffer = Shapes.isTensor(variable.type()) && program.storage().contains(variable);
      if (others.contains(variable) && !guarded.contains(variable) && !isBuffer) {
        CodeBlock name = CodeBlock.of("$L", names.of(variable));
        code.addStatement("$L = $L", name, Shapes.copy(variable.type(), name));
      }
    }
  }

  private MethodSpec value() {
    return api.method("value")
        .returns(api.result())
        .addJavadoc("The value that was recorded; stays readable after a backward pass.\n")
        .addJavadoc("\n@throws IllegalStateException if nothing is recorded\n")
        .addStatement("requireRecorded()")
        .addStatement("return $L", fields.value())
        .build();
  }

  private MethodSpec close() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("close")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addStatement("$L = false", fields.isRecorded())
            .addStatement("$L = true", fields.isClosed());
    if (api.needsSeed()) {
      method.addStatement("$L = null", fields.value());
    }
    for (Signature.Parameter record : api.heldRecords()) {
      method.addStatement("$L = null", names.ofRecord(record.name()));
    }
    TapeFields.references(program).forEach(it -> method.addStatement("$L = null", names.of(it)));
    fields
        .shapes()
        .forEach(
            (parameter, shape) -> {
              if (!Shapes.isLength(parameter.type())) {
                method.addStatement("$L = null", shape);
              }
            });
    fields.gathered().values().forEach(it -> method.addStatement("$L = null", it));
    for (Variable array : program.storage()) {
      String pool = fields.pools().get(array);
      if (pool == null) {
        method.addStatement("$L = null", names.of(array));
      } else {
        method.addStatement("$L = $L.drop()", names.of(array), pool);
      }
    }
    return method.build();
  }

  /** The same class with bodies that throw. */
  static TypeSpec throwing(Api api) {
    List<String> parameters =
        api.signature().parameters().stream().map(Signature.Parameter::name).toList();
    TypeSpec.Builder type = header(api);
    List<MethodSpec.Builder> methods = new ArrayList<>();
    methods.add(
        api.evaluation("forward").returns(api.tape()).addParameters(api.parameters(parameters)));
    methods.add(api.method("value").returns(api.result()));
    methods.add(
        MethodSpec.methodBuilder("bytes")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.LONG));
    methods.forEach(method -> type.addMethod(method.addCode(Throwing.body(api)).build()));
    BackwardWriter.addThrowing(api, api.signature().result(), type);
    new OutputHandles(api).addThrowing(type);
    return type.addMethod(
            MethodSpec.methodBuilder("close")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build())
        .build();
  }
}
