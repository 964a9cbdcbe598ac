package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the methods {@code backward} of a tape, and of the handles of its outputs. */
final class BackwardWriter {

  private final TapeModel tape;
  private final Api api;
  private final TapeFields fields;
  private final PassChecks checks;
  private final HeldArrays held;
  private final InputCheck inputs;
  private final boolean isSwept;
  private final List<MethodParts> cut = new ArrayList<>();

  /**
   * @param isSwept whether the region of all outputs is a method by itself
   */
  BackwardWriter(TapeModel tape, boolean isSwept) {
    this.isSwept = isSwept;
    this.tape = tape;
    this.api = tape.api();
    this.fields = tape.fields();
    this.checks = new PassChecks(tape);
    this.held = new HeldArrays(tape);
    this.inputs = new InputCheck(api, tape.gradientFields(), tape.lazy());
  }

  /**
   * A backward pass.
   *
   * @param outputs those that it goes back from
   * @param type of the cotangent
   * @param firstLeaf of these outputs among the leaves of the result
   * @param seed name of the cotangent
   * @param value the recorded value of the outputs
   * @param name of the method that the region is, or would be, of its own
   */
  private record Pass(
      List<Integer> outputs,
      Type type,
      int firstLeaf,
      Block region,
      String seed,
      CodeBlock value,
      boolean isRetained,
      String name) {}

  /** The methods of the tape itself: all outputs in one sweep. */
  void addAll(TypeSpec.Builder type) {
    List<Integer> outputs = new ArrayList<>();
    boolean isRetained = true;
    for (int i = 0; i < api.signature().outputs().size(); i++) {
      outputs.add(i);
      isRetained &= api.signature().outputs().get(i).isRetained();
    }
    CodeBlock value = CodeBlock.of("$L", fields.value());
    add(
        new Pass(
            outputs,
            api.signature().result(),
            0,
            tape.program().backward(),
            fields.seed(),
            value,
            isRetained && !outputs.isEmpty(),
            "backward"),
        type);
  }

  /** The methods of an output's handle. */
  void addOf(int index, TypeSpec.Builder type) {
    Signature.Output output = api.signature().outputs().get(index);
    List<Block> regions = tape.program().outputs();
    add(
        new Pass(
            List.of(index),
            output.type(),
            output.firstLeaf(),
            regions.isEmpty() ? tape.program().backward() : regions.get(index),
            fields.seeds().get(index),
            CodeBlock.of("$L.$L()", fields.value(), output.name()),
            output.isRetained(),
            "backward" + index),
        type);
  }

  private void add(Pass pass, TypeSpec.Builder type) {
    CodeBlock zeros =
        Stream.concat(
                fields.shapes().values().stream(),
                api.heldRecords().stream().map(it -> tape.names().ofRecord(it.name())))
            .map(it -> CodeBlock.of("$L", it))
            .collect(CodeBlock.joining(", ", "Gradient.zerosOf(", ")"));
    if (pass.type() instanceof Scalar) {
      CodeBlock one = CodeBlock.of(pass.type() == Scalar.FLOAT ? "1.0f" : "1.0");
      type.addMethod(
          header(api, pass.isRetained())
              .addJavadoc("The derivative, from a seed of 1.\n")
              .addStatement("requireRecorded()")
              .addStatement("return backward($L, $L)", one, zeros)
              .build());
      type.addMethod(
          header(api, pass.isRetained())
              .addParameter(api.gradient(), fields.into())
              .addJavadoc("Adds the derivative to a gradient, from a seed of 1.\n")
              .addStatement("return backward($L, $L)", one, fields.into())
              .build());
    }
    TypeName seed = Types.of(pass.type());
    type.addMethod(
        header(api, pass.isRetained())
            .addParameter(seed, pass.seed())
            .addJavadoc("The derivative of the result's product with a seed, the cotangent.\n")
            .addStatement("requireRecorded()")
            .addStatement("return backward($L, $L)", pass.seed(), zeros)
            .build());
    type.addMethod(
        header(api, pass.isRetained())
            .addParameter(seed, pass.seed())
            .addParameter(api.gradient(), fields.into())
            .addJavadoc(
                "Adds the derivative, times a seed, to a gradient, and gives that back.\n\n"
                    + "@throws IllegalStateException if nothing is recorded; a {@code"
                    + " TapeFreedException} if an earlier\n    backward pass has freed what this"
                    + " one needs. No gradient has been changed then\n")
            .addCode(body(pass))
            .build());
  }

  /** The same methods with bodies that throw. */
  static void addThrowing(Api api, Type result, TypeSpec.Builder type) {
    List<MethodSpec.Builder> methods = new ArrayList<>();
    if (result instanceof Scalar) {
      methods.add(header(api, false));
      methods.add(header(api, false).addParameter(api.gradient(), "into"));
    }
    TypeName seed = Types.of(result);
    methods.add(header(api, false).addParameter(seed, "seed"));
    methods.add(header(api, false).addParameter(seed, "seed").addParameter(api.gradient(), "into"));
    methods.forEach(method -> type.addMethod(method.addCode(Throwing.body(api)).build()));
  }

  private static MethodSpec.Builder header(Api api, boolean isRetained) {
    // It may evaluate what the method calls once more.
    MethodSpec.Builder method = api.evaluation("backward").returns(api.gradient());
    if (isRetained) {
      method.addAnnotation(AnnotationSpec.builder(Types.RETAIN).build());
    }
    return method;
  }

  private CodeBlock body(Pass pass) {
    String into = fields.into();
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("requireRecorded()");
    code.add(Given.require(Types.of(pass.type()), pass.seed()));
    code.add(Given.require(api.gradient(), into));
    code.add(checks.before(pass.outputs()));
    ResultLeaves leaves =
        new ResultLeaves(pass.type(), pass.firstLeaf(), tape.program(), tape.names(), pass.seed());
    code.add(leaves.unpackSeed());
    code.add(leaves.requireShapes(leaves.leavesOf(pass.value())));
    if (!fields.shapes().isEmpty()) {
      code.addStatement(
          "$L.requireShapes($L)", into, Api.join(List.copyOf(fields.shapes().values())));
    }
    code.add(new GradientCheck(api, tape.gradientFields()).requireFinite(into));
    List<InputCheck.Input> read = new ArrayList<>(InputCheck.seed(pass.type(), pass.seed()));
    read.addAll(held.readBy(pass.region()));
    code.add(inputs.of(List.of(into), read, tape.names()::unused));
    if (tape.isChecked()) {
      code.add(requireUnchanged(FreeVariables.of(pass.region())));
    }
    code.add(
        new Primals(api, tape.program(), tape.names())
            .hold(into, record -> tape.gradientFields().heldOf(record).orElseThrow()));
    if (tape.canBeInterrupted()) {
      code.add(checks.notInterrupted());
      code.addStatement("$L = true", fields.isInterrupted());
    }
    boolean isWhole = isSwept && pass.type().equals(api.signature().result());
    code.add(isWhole ? callOfSweep() : region(pass.region(), pass.name()));
    if (tape.canBeInterrupted()) {
      code.addStatement("$L = false", fields.isInterrupted());
    }
    code.addStatement("$L.$L = $L", into, tape.gradientFields().value(), fields.value());
    code.add(checks.after(pass.outputs()));
    return code.addStatement("return $L", into).build();
  }

  /** The seeds that the region of all outputs reads. */
  private List<Variable> seeds() {
    int count = api.results().size();
    return tape.program().seeds().subList(0, count).stream().flatMap(Optional::stream).toList();
  }

  private CodeBlock callOfSweep() {
    List<String> arguments = new ArrayList<>();
    seeds().forEach(seed -> arguments.add(tape.names().of(seed)));
    arguments.add(fields.into());
    return CodeBlock.builder().addStatement("sweep($L)", Api.join(arguments)).build();
  }

  /** The region of all outputs: it takes nothing from the tape, and may run again. */
  MethodSpec sweep() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("sweep")
            .addModifiers(Modifier.PRIVATE)
            .addExceptions(api.thrown())
            .addJavadoc("Goes back once, and frees nothing.\n");
    for (Variable seed : seeds()) {
      method.addParameter(Types.of(seed.type()), tape.names().of(seed));
    }
    return method
        .addParameter(api.gradient(), fields.into())
        .addCode(region(tape.program().backward(), "sweep"))
        .build();
  }

  /** An array that this pass does not read may change. */
  private CodeBlock requireUnchanged(Set<Variable> read) {
    CodeBlock.Builder code = CodeBlock.builder();
    TapeChecks tapeChecks = new TapeChecks(api, fields);
    Set<Variable> tensors =
        new TensorAliases(tape.program().forward()).among(tape.program().guarded(), read);
    for (Variable guarded : tape.program().guarded()) {
      if (read.contains(guarded) || tensors.contains(guarded)) {
        code.addStatement("$L()", tapeChecks.nameOfCheck(tape.program(), guarded));
      }
    }
    return code.build();
  }

  /** Adds the methods that regions are cut into, of the tape whatever they are called from. */
  void addParts(TypeSpec.Builder type) {
    cut.forEach(
        parts -> {
          parts.addTo(type);
          type.addFields(parts.fields());
        });
  }

  private CodeBlock region(Block region, String name) {
    CodeBlock.Builder code = CodeBlock.builder();
    Set<Variable> mentioned = FreeVariables.of(region);
    Set<Variable> kept = new HashSet<>();
    Map<Variable, String> standing = new LinkedHashMap<>();
    for (int i = 0; i < tape.program().adjoints().size(); i++) {
      Optional<Variable> adjoint = tape.program().adjoints().get(i);
      adjoint.ifPresent(kept::add);
      if (adjoint.isPresent()
          && adjoint.get().type() instanceof ArrayType
          && mentioned.contains(adjoint.get())) {
        code.addStatement(
            "$T $L = $L",
            Types.of(adjoint.get().type()),
            tape.names().of(adjoint.get()),
            tape.gradientFields().array(api.parts().get(i), fields.into(), tape.lazy()));
        if (TensorAliases.holdsTensors(adjoint.get())) {
          String array = tape.names().of(adjoint.get());
          standing.put(adjoint.get(), tape.names().unused(array + "Standing"));
          code.addStatement(
              "$T $L = $L",
              Types.of(adjoint.get().type()),
              standing.get(adjoint.get()),
              tape.gradientFields().standing(api.parts().get(i), fields.into(), array));
        }
      }
    }
    MethodParts parts =
        MethodParts.of(
            new MethodParts.Whole(
                api.tape(),
                name,
                false,
                api.thrown(),
                List.of(),
                Optional.of(MethodParts.Keeper.of("", name, tape.names()::unused))),
            tape.names(),
            List.of(region),
            tape.slotsAndStorage(),
            List.copyOf(kept));
    cut.add(parts);
    code.add(parts.open(tape.names()));
    Body body =
        new Body(
                tape.names(),
                new UseCounts(region),
                new HashSet<>(tape.program().storage()),
                kept,
                "",
                api)
            .cutInto(parts);
    JavaNames names = body.names();
    code.add(new BlockWriter(body, new Expressions(names), region, 0).write());
    return code.add(
            GradientUpdate.of(
                api, tape.gradientFields(), tape.program(), region, names, fields.into(), standing))
        .add(parts.close())
        .build();
  }
}
