package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.Options;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the class Tape: the regions in two methods, what crosses between them in fields. */
final class TapeWriter {

  private final Api api;
  private final GradientFields gradientFields;
  private final Options.Guard guard;

  TapeWriter(Api api, GradientFields gradientFields, Options.Guard guard) {
    this.api = api;
    this.gradientFields = gradientFields;
    this.guard = guard;
  }

  TypeSpec write(ReverseProgram program, JavaNames names) {
    TapeFields fields = TapeFields.of(api, program, names);
    TypeSpec.Builder type = header();
    type.addField(api.result(), fields.value(), Modifier.PRIVATE);
    type.addField(TypeName.BOOLEAN, fields.isRecorded(), Modifier.PRIVATE);
    type.addField(TypeName.BOOLEAN, fields.isClosed(), Modifier.PRIVATE);
    boolean frees = frees(program);
    if (frees) {
      type.addField(TypeName.BOOLEAN, fields.isFreed(), Modifier.PRIVATE);
    }
    for (Slot slot : program.slots()) {
      if (!program.storage().contains(slot.variable())) {
        Variable variable = slot.variable();
        type.addField(Types.of(variable.type()), names.of(variable), Modifier.PRIVATE);
      }
    }
    program.storage().forEach(it -> type.addField(GradientWriter.storageField(it, names)));
    if (guard == Options.Guard.CHECK) {
      fields.checksums().values().forEach(it -> type.addField(TypeName.INT, it, Modifier.PRIVATE));
    }
    fields
        .shapes()
        .forEach((it, name) -> type.addField(Shapes.typeOf(it.type()), name, Modifier.PRIVATE));
    List<String> held = new ArrayList<>();
    for (Signature.Parameter record : api.heldRecords()) {
      held.add(names.ofRecord(record.name()));
      type.addField(Types.of(record.type()), names.ofRecord(record.name()), Modifier.PRIVATE);
    }
    type.addMethod(forward(program, names, fields));
    type.addMethod(value(fields));
    TapeChecks checks = new TapeChecks(api, fields);
    addBackwards(type, fields, held);
    type.addMethod(backward(program, names, fields));
    type.addMethod(close(program, names, fields));
    type.addMethod(checks.requireRecorded());
    if (frees) {
      type.addMethod(checks.requireSlots(firstFreed(program)));
    }
    if (guard == Options.Guard.CHECK && !program.guarded().isEmpty()) {
      type.addMethod(checks.requireUnchanged(program, names));
    }
    addCopies(program, type);
    return type.build();
  }

  private void addCopies(ReverseProgram program, TypeSpec.Builder type) {
    List<Type> copied = new ArrayList<>();
    program.rearranged().forEach(array -> copied.add(array.type()));
    if (guard == Options.Guard.COPY) {
      program.guarded().forEach(array -> copied.add(array.type()));
    }
    Shapes.addCopyOf(copied, type);
  }

  private TypeSpec.Builder header() {
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

  private boolean frees(ReverseProgram program) {
    return !api.signature().isRetained() && program.slots().stream().anyMatch(Slot::isFreed);
  }

  private static Slot firstFreed(ReverseProgram program) {
    return program.slots().stream().filter(Slot::isFreed).findFirst().orElseThrow();
  }

  private MethodSpec forward(ReverseProgram program, JavaNames names, TapeFields fields) {
    Primals primals = new Primals(api, program, names);
    MethodSpec.Builder method =
        api.evaluation("forward")
            .returns(api.tape())
            .addParameters(primals.specs())
            .addJavadoc("Evaluates and records, in place of what was recorded before.\n");
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(primals.unpack());
    code.add(AliasCheck.of(api, program, names));
    code.addStatement("$L = false", fields.isRecorded());
    Set<Variable> slots = new HashSet<>(program.storage());
    program.slots().forEach(slot -> slots.add(slot.variable()));
    for (Variable parameter : program.parameters()) {
      if (slots.contains(parameter)) {
        code.addStatement("this.$L = $L", names.of(parameter), names.of(parameter));
      }
    }
    code.add(primals.hold("this", record -> names.ofRecord(record.name())));
    for (int i = 0; i < api.parts().size(); i++) {
      Part part = api.parts().get(i);
      String shape = fields.shapes().get(part);
      if (shape != null) {
        CodeBlock array = CodeBlock.of("$L", names.of(program.parameters().get(i)));
        boolean areRowsMoved = program.rearranged().contains(program.parameters().get(i));
        code.addStatement(
            "$L = $L",
            shape,
            areRowsMoved ? Shapes.copy(part.type(), array) : Shapes.of(part.type(), array));
      }
    }
    BlockWriter region = forwardRegion(program, names, slots);
    code.add(region.write());
    code.add(guardAtForward(program, names, fields));
    List<CodeBlock> results =
        program.results().stream().map(it -> region.expressions().of(it).code()).toList();
    code.addStatement("$L = $L", fields.value(), Records.of(api.signature().result(), results));
    if (frees(program)) {
      code.addStatement("$L = false", fields.isFreed());
    }
    code.addStatement("$L = true", fields.isRecorded());
    code.addStatement("$L = false", fields.isClosed());
    return method.addCode(code.addStatement("return this").build()).build();
  }

  private static BlockWriter forwardRegion(
      ReverseProgram program, JavaNames names, Set<Variable> slots) {
    Body body =
        new Body(
            names,
            new UseCounts(program.forward()).withResults(program.results()),
            slots,
            Set.of(),
            "");
    return new BlockWriter(body, new Expressions(names), program.forward(), 0);
  }

  /** At the end, since the method itself may write its arrays. */
  private CodeBlock guardAtForward(ReverseProgram program, JavaNames names, TapeFields fields) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Variable array : program.guarded()) {
      CodeBlock name = CodeBlock.of("$L", names.of(array));
      if (guard == Options.Guard.CHECK) {
        code.addStatement(
            "$L = $L", fields.checksums().get(array), Shapes.checksum(array.type(), name));
      } else if (guard == Options.Guard.COPY) {
        code.addStatement("this.$L = $L", name, Shapes.copy(array.type(), name));
      }
    }
    return code.build();
  }

  private MethodSpec value(TapeFields fields) {
    return api.method("value")
        .returns(api.result())
        .addJavadoc("The value that was recorded; stays readable after a backward pass.\n")
        .addJavadoc("\n@throws IllegalStateException if nothing is recorded\n")
        .addStatement("requireRecorded()")
        .addStatement("return $L", fields.value())
        .build();
  }

  private MethodSpec.Builder publicBackward() {
    // It may evaluate what the method calls once more.
    MethodSpec.Builder method = api.evaluation("backward").returns(api.gradient());
    if (api.signature().isRetained()) {
      method.addAnnotation(AnnotationSpec.builder(Types.RETAIN).build());
    }
    return method;
  }

  private void addBackwards(TypeSpec.Builder type, TapeFields fields, List<String> held) {
    String seed = fields.seed();
    CodeBlock zeros =
        Stream.concat(fields.shapes().values().stream(), held.stream())
            .map(it -> CodeBlock.of("$L", it))
            .collect(CodeBlock.joining(", ", "Gradient.zerosOf(", ")"));
    if (!api.needsSeed()) {
      CodeBlock one = CodeBlock.of(api.signature().result() == Scalar.FLOAT ? "1.0f" : "1.0");
      type.addMethod(
          publicBackward()
              .addJavadoc("The derivative, from a seed of 1.\n")
              .addStatement("requireRecorded()")
              .addStatement("return backward($L, $L)", one, zeros)
              .build());
      type.addMethod(
          publicBackward()
              .addParameter(api.gradient(), fields.into())
              .addJavadoc("Adds the derivative to a gradient, from a seed of 1.\n")
              .addStatement("return backward($L, $L)", one, fields.into())
              .build());
    }
    type.addMethod(
        publicBackward()
            .addParameter(api.result(), seed)
            .addJavadoc("The derivative of the result's product with a seed, the cotangent.\n")
            .addStatement("requireRecorded()")
            .addStatement("return backward($L, $L)", seed, zeros)
            .build());
  }

  private MethodSpec backward(ReverseProgram program, JavaNames names, TapeFields fields) {
    String into = fields.into();
    MethodSpec.Builder method =
        publicBackward()
            .addParameter(api.result(), fields.seed())
            .addParameter(api.gradient(), into)
            .addJavadoc(
                "Adds the derivative, times a seed, to a gradient, and gives that back.\n\n"
                    + "@throws IllegalStateException if nothing is recorded; a {@code"
                    + " TapeFreedException} if an earlier\n    backward pass has freed what this"
                    + " one needs. No gradient has been changed then\n");
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("requireRecorded()");
    if (frees(program)) {
      code.addStatement("requireSlots()");
    }
    ResultLeaves leaves = new ResultLeaves(api, program, names, fields.seed());
    code.add(leaves.unpackSeed());
    code.add(leaves.requireShapes(leaves.leavesOf(fields.value())));
    if (!fields.shapes().isEmpty()) {
      code.addStatement(
          "$L.requireShapes($L)", into, Api.join(List.copyOf(fields.shapes().values())));
    }
    if (guard == Options.Guard.CHECK && !program.guarded().isEmpty()) {
      code.addStatement("requireUnchanged()");
    }
    code.add(
        new Primals(api, program, names)
            .hold(into, record -> gradientFields.heldOf(record).orElseThrow()));
    code.add(backwardRegion(program, names, into));
    code.addStatement("$L.$L = $L", into, gradientFields.value(), fields.value());
    code.add(free(program, names, fields));
    return method.addCode(code.addStatement("return $L", into).build()).build();
  }

  private CodeBlock backwardRegion(ReverseProgram program, JavaNames names, String into) {
    CodeBlock.Builder code = CodeBlock.builder();
    Set<Variable> kept = new HashSet<>();
    for (int i = 0; i < program.adjoints().size(); i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      adjoint.ifPresent(kept::add);
      if (adjoint.isPresent() && adjoint.get().type() instanceof ArrayType) {
        code.addStatement(
            "$T $L = $L.$L",
            Types.of(adjoint.get().type()),
            names.of(adjoint.get()),
            into,
            gradientFields.of(api.parts().get(i)));
      }
    }
    Body body =
        new Body(
            names, new UseCounts(program.backward()), new HashSet<>(program.storage()), kept, "");
    code.add(new BlockWriter(body, new Expressions(names), program.backward(), 0).write());
    return code.add(GradientUpdate.of(api, gradientFields, program, names, into)).build();
  }

  private CodeBlock free(ReverseProgram program, JavaNames names, TapeFields fields) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (frees(program)) {
      code.addStatement("$L = true", fields.isFreed());
      for (Slot slot : program.slots()) {
        if (slot.isFreed() && TapeFields.references(program).contains(slot.variable())) {
          code.addStatement("$L = null", names.of(slot.variable()));
        }
      }
    }
    return code.build();
  }

  private MethodSpec close(ReverseProgram program, JavaNames names, TapeFields fields) {
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
    for (Variable array : program.storage()) {
      if (!(array.type() instanceof ArrayType)) {
        method.addStatement("$L = null", names.of(array));
        continue;
      }
      method.addStatement(
          "$L = new $L",
          names.of(array),
          Types.newArray(((ArrayType) array.type()).element(), CodeBlock.of("0")));
    }
    return method.build();
  }

  /** The same class with bodies that throw. */
  TypeSpec throwing() {
    List<String> parameters =
        api.signature().parameters().stream().map(Signature.Parameter::name).toList();
    TypeSpec.Builder type = header();
    List<MethodSpec.Builder> methods = new ArrayList<>();
    methods.add(
        api.evaluation("forward").returns(api.tape()).addParameters(api.parameters(parameters)));
    methods.add(api.method("value").returns(api.result()));
    if (!api.needsSeed()) {
      methods.add(publicBackward());
      methods.add(publicBackward().addParameter(api.gradient(), "into"));
    }
    methods.add(publicBackward().addParameter(api.result(), "seed"));
    methods.add(
        publicBackward().addParameter(api.result(), "seed").addParameter(api.gradient(), "into"));
    methods.forEach(method -> type.addMethod(method.addCode(Throwing.body(api)).build()));
    return type.addMethod(
            MethodSpec.methodBuilder("close")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .build())
        .build();
  }
}
