package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes {@code gradient} and {@code addGradient}: both regions in one method. */
final class FusedWriter {

  private final Api api;
  private final GradientFields fields;
  private final Set<Part> lazy;
  private final InputCheck inputs;
  private final GradientCheck gradients;

  /**
   * Of one method.
   *
   * @param lazy parts of the gradient that are made on first access
   */
  FusedWriter(Api api, GradientFields fields, Set<Part> lazy) {
    this.api = api;
    this.fields = fields;
    this.lazy = lazy;
    this.inputs = new InputCheck(api, fields, lazy);
    this.gradients = new GradientCheck(api, fields);
  }

  /** {@code gradient(primals…)}: a new gradient, with this evaluation added. */
  MethodSpec gradient() {
    JavaNames locals = reserved(names());
    List<String> names = names(locals);
    String gradient = locals.unused("gradient");
    MethodSpec.Builder method =
        api.evaluation("gradient", Modifier.STATIC)
            .returns(api.gradient())
            .addParameters(api.parameters(names))
            .addJavadoc("The value of {@code $L} and its derivative.\n", api.source());
    List<String> arguments = new ArrayList<>(names);
    if (api.needsSeed()) {
      String seed = locals.unused("seed");
      method.addParameter(api.result(), seed);
      method.addJavadoc(seedJavadoc(seed));
      if (inputs.isNeeded()) {
        method.addCode(Given.require(api.result(), seed));
      }
      arguments.add(seed);
    }
    arguments.add(gradient);
    method.addStatement("$T $L = Gradient.zeros($L)", api.gradient(), gradient, Api.join(names));
    if (inputs.isNeeded()) {
      // New arrays are no inputs, and of the right shapes.
      List<CodeBlock> leaves = unpacked(names, locals, "", method);
      String seed = api.needsSeed() ? arguments.get(names.size()) : "";
      method.addStatement("$L", pullback(leaves, seed, gradient));
    } else {
      method.addStatement("addGradient($L)", Api.join(arguments));
    }
    return method.addStatement("return $L", gradient).build();
  }

  /** A call of the pullback; without the name of a seed from 1. */
  private CodeBlock pullback(List<CodeBlock> leaves, String seed, String into) {
    List<CodeBlock> arguments = new ArrayList<>(leaves);
    CodeBlock one = CodeBlock.of(api.result().equals(TypeName.FLOAT) ? "1.0f" : "1.0");
    CodeBlock seeds = seed.isEmpty() ? one : new Seed(api).leavesOf(seed);
    if (!seeds.isEmpty()) {
      arguments.add(seeds);
    }
    arguments.add(CodeBlock.of("$L", into));
    return CodeBlock.of("pullback($L)", CodeBlock.join(arguments, ", "));
  }

  static CodeBlock seedJavadoc(String seed) {
    return CodeBlock.of(
        "\n@param $L the cotangent of the result, an element for each of its\n", seed);
  }

  /** {@code addGradient(primals…, into)}: checks, and a pullback from 1. */
  MethodSpec addGradient() {
    JavaNames locals = reserved(names());
    List<String> parameters = names(locals);
    String into = locals.unused("into");
    MethodSpec.Builder method =
        api.evaluation("addGradient", Modifier.STATIC)
            .returns(api.result())
            .addParameters(api.parameters(parameters))
            .addJavadoc(
                "The value of {@code $L}; its derivative is added to a gradient that the caller"
                    + " keeps. Allocates\nnothing but what the method itself allocates, once the"
                    + " gradient has been used before.\n",
                api.source());
    String seed = "";
    if (api.needsSeed()) {
      seed = locals.unused("seed");
      method.addParameter(api.result(), seed);
    }
    method.addParameter(api.gradient(), into);
    if (!seed.isEmpty()) {
      method.addCode(Given.require(api.result(), seed));
    }
    method.addCode(Given.require(api.gradient(), into));
    List<CodeBlock> leaves = unpacked(parameters, locals, into, method);
    requireShapes(leaves, into, method);
    method.addCode(gradients.requireFinite(into));
    List<InputCheck.Input> read =
        new ArrayList<>(inputs.primals(part -> leaves.get(api.parts().indexOf(part))));
    if (!seed.isEmpty()) {
      read.addAll(InputCheck.seed(api.signature().result(), seed));
    }
    method.addCode(inputs.of(List.of(into), read, locals::unused));
    CodeBlock pullback = pullback(leaves, seed, into);
    if (api.heldRecords().isEmpty()) {
      return method.addStatement("return $L", pullback).build();
    }
    String value = locals.unused("value");
    method.addStatement("$T $L = $L", api.result(), value, pullback);
    for (Signature.Parameter record : api.heldRecords()) {
      String primal = parameters.get(api.signature().parameters().indexOf(record));
      method.addStatement("$L.$L = $L", into, fields.heldOf(record).orElseThrow(), primal);
    }
    return method.addStatement("return $L", value).build();
  }

  /**
   * The parameters, records taken apart into locals.
   *
   * @param into a gradient that keeps arrays which are made for that, or nothing
   */
  private List<CodeBlock> unpacked(
      List<String> names, JavaNames locals, String into, MethodSpec.Builder method) {
    List<CodeBlock> leaves = new ArrayList<>();
    for (Part part : api.parts()) {
      String parameter = names.get(api.signature().parameters().indexOf(part.parameter()));
      String kept = fields.gathered().get(part);
      CodeBlock value =
          into.isEmpty() || kept == null
              ? part.read(parameter)
              : part.gather(parameter, CodeBlock.of("$L.$L", into, kept));
      if (!part.isWhole()) {
        String local = locals.unused(part.name());
        method.addStatement("$T $L = $L", Types.of(part.type()), local, value);
        value = CodeBlock.of("$L", local);
      }
      leaves.add(value);
    }
    return leaves;
  }

  private void requireShapes(List<CodeBlock> leaves, String into, MethodSpec.Builder method) {
    List<CodeBlock> shapes = new ArrayList<>();
    for (Part part : api.shaped()) {
      shapes.add(Shapes.of(part.type(), leaves.get(api.parts().indexOf(part))));
    }
    if (!shapes.isEmpty()) {
      method.addStatement("$L.requireShapes($L)", into, CodeBlock.join(shapes, ", "));
    }
  }

  /**
   * {@code pullback(primals…, seeds…, into)}, which generated code of other methods calls too.
   *
   * @return fields that the gradient has for it
   */
  List<FieldSpec> addPullback(ReverseProgram program, JavaNames names, TypeSpec.Builder type) {
    String into = names.unused("into");
    MethodParts parts = parts(program, names, into);
    List<String> primals = program.parameters().stream().map(names::of).toList();
    MethodSpec.Builder method =
        api.evaluation("pullback", Modifier.STATIC)
            .addParameters(api.leaves(primals))
            .addParameters(new Seed(api).parameters(program, names))
            .addParameter(api.gradient(), into);
    if (api.isPublished() || isOfNumber(program)) {
      method.returns(api.result());
    }
    String subject =
        api.isPublished()
            ? "For generated code: the value of {@code $L}; its derivative times a seed is added to a"
                + " gradient,\nwhose arrays are taken to be long enough."
            : "The derivative of {@code $L} times a seed is added to a gradient,\nwhose arrays are"
                + " taken to be long enough."
                + (isOfNumber(program) ? " Gives back the value." : "");
    type.addMethod(
        method
            .addJavadoc(subject, api.source())
            .addJavadoc(api.hasRecords() ? " Records are taken apart.\n" : "\n")
            .addCode(body(program, names, into, parts))
            .build());
    parts.addTo(type);
    return parts.fields();
  }

  private MethodParts parts(ReverseProgram program, JavaNames names, String into) {
    ParameterSpec given = ParameterSpec.builder(api.gradient(), into).build();
    List<Atom> ends = new ArrayList<>(program.results());
    program.adjoints().forEach(adjoint -> adjoint.ifPresent(ends::add));
    return MethodParts.of(
        new MethodParts.Whole(
            api.nested(),
            "pullback",
            true,
            api.thrown(),
            List.of(given),
            Optional.of(MethodParts.Keeper.of(into, "pullback", fields::unused))),
        names.withFieldsOf(into, program.storage()),
        List.of(program.forward(), program.backward()),
        Set.copyOf(program.storage()),
        ends);
  }

  private CodeBlock body(ReverseProgram program, JavaNames names, String into, MethodParts parts) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(gradients.requireNumbers(into));
    code.add(AliasCheck.of(api, program, names));
    Map<Variable, String> standing = new LinkedHashMap<>();
    Set<Variable> mentioned = FreeVariables.of(program.backward());
    for (int i = 0; i < program.adjoints().size(); i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      if (adjoint.isPresent() && adjoint.get().type() instanceof ArrayType) {
        code.addStatement(
            "$T $L = $L",
            Types.of(adjoint.get().type()),
            names.of(adjoint.get()),
            fields.array(api.parts().get(i), into, lazy));
        if (TensorAliases.holdsTensors(adjoint.get()) && mentioned.contains(adjoint.get())) {
          String array = names.of(adjoint.get());
          standing.put(adjoint.get(), names.unused(array + "Standing"));
          code.addStatement(
              "$T $L = $L",
              Types.of(adjoint.get().type()),
              standing.get(adjoint.get()),
              fields.standing(api.parts().get(i), into, array));
        }
      }
    }
    if (fields.canBeInterrupted()) {
      code.add(renewStorage(program, names, into));
    }
    if (!parts.areAny()) {
      for (Variable array : program.storage()) {
        code.addStatement(
            "$T $L = $L.$L", Types.of(array.type()), names.of(array), into, names.of(array));
      }
    }
    code.add(parts.open(names));
    code.add(regions(program, parts.names(names), into, parts, standing));
    return code.build();
  }

  /** A pass that an exception has ended has left adjoints behind. */
  private CodeBlock renewStorage(ReverseProgram program, JavaNames names, String into) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (program.storage().stream().noneMatch(it -> it.type() instanceof ArrayType)) {
      return code.build();
    }
    code.beginControlFlow("if ($L.$L)", into, fields.isInterrupted());
    for (Variable array : program.storage()) {
      if (array.type() instanceof ArrayType type) {
        code.addStatement(
            "$L.$L = new $L",
            into,
            names.of(array),
            Types.newArray(type.element(), CodeBlock.of("0")));
      }
    }
    return code.endControlFlow().build();
  }

  private CodeBlock regions(
      ReverseProgram program,
      JavaNames names,
      String into,
      MethodParts parts,
      Map<Variable, String> standing) {
    Set<Variable> kept = new HashSet<>();
    program.adjoints().forEach(adjoint -> adjoint.ifPresent(kept::add));
    UseCounts forwardUses =
        new UseCounts(program.forward())
            .withFreeVariablesOf(program.backward())
            .withResults(program.results());
    // What the forward region folds, the backward region sees under its folded form.
    Expressions expressions = new Expressions(names);
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(program.backward().isEmpty() ? "// forward and backward\n" : "// forward\n");
    boolean isEarly = TapeModel.goesBackEarly(program);
    if (isEarly) {
      code.addStatement("$L.$L = true", into, fields.isInterrupted());
    }
    Body forward = regionBody(program, names, forwardUses, kept, into).cutInto(parts);
    code.add(new BlockWriter(forward, expressions, program.forward(), 0).write());
    List<CodeBlock> results =
        program.results().stream().map(result -> expressions.of(result).code()).toList();
    code.add(
        new ResultLeaves(api.signature().result(), 0, program, names, "").requireShapes(results));
    if (!program.backward().isEmpty()) {
      code.add("// backward\n");
    }
    if (fields.canBeInterrupted() && !isEarly) {
      code.addStatement("$L.$L = true", into, fields.isInterrupted());
    }
    UseCounts backwardUses = new UseCounts(program.backward());
    Body backward = regionBody(program, names, backwardUses, kept, into).cutInto(parts);
    code.add(new BlockWriter(backward, expressions, program.backward(), 0).write());
    if (fields.canBeInterrupted()) {
      code.addStatement("$L.$L = false", into, fields.isInterrupted());
    }
    code.add(GradientUpdate.of(api, fields, program, program.backward(), names, into, standing));
    if (api.isPublished()) {
      code.add(value(results, names, into, parts));
    } else {
      code.add(parts.close());
      if (isOfNumber(program)) {
        code.addStatement("return $L", results.get(0));
      }
    }
    return code.build();
  }

  /** Whether the value is a number, which then is given back; schedules compute none. */
  private boolean isOfNumber(ReverseProgram program) {
    return api.signature().result() instanceof Scalar
        && program.results().size() == 1
        && (!(program.results().get(0) instanceof Variable result)
            || !program.seeds().contains(Optional.of(result)));
  }

  private CodeBlock value(
      List<CodeBlock> results, JavaNames names, String into, MethodParts parts) {
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock result = Records.of(api.signature().result(), results);
    CodeBlock close = parts.close();
    if (api.hasRecordResult() || !close.isEmpty()) {
      String value = names.unused("value");
      code.addStatement("$T $L = $L", api.result(), value, result);
      result = CodeBlock.of("$L", value);
    }
    code.addStatement("$L.$L = $L", into, fields.value(), result);
    return code.add(close).addStatement("return $L", result).build();
  }

  private Body regionBody(
      ReverseProgram program, JavaNames names, UseCounts uses, Set<Variable> kept, String into) {
    return new Body(names, uses, new HashSet<>(program.storage()), kept, into + ".$L", api);
  }

  private List<String> names() {
    return api.signature().parameters().stream().map(Signature.Parameter::name).toList();
  }

  /** The same where classes are used that parameters could be called like. */
  private List<String> names(JavaNames locals) {
    return names().stream()
        .map(name -> JavaNames.TYPES.contains(name) ? locals.unused(name) : name)
        .toList();
  }

  private static JavaNames reserved(List<String> taken) {
    JavaNames names = new JavaNames();
    taken.forEach(names::unused);
    return names;
  }

  /** The same methods with bodies that throw. */
  List<MethodSpec> throwing() {
    List<String> parameters = names();
    JavaNames locals = reserved(parameters);
    MethodSpec.Builder gradient =
        api.evaluation("gradient", Modifier.STATIC)
            .returns(api.gradient())
            .addParameters(api.parameters(parameters));
    MethodSpec.Builder addGradient =
        api.evaluation("addGradient", Modifier.STATIC)
            .returns(api.result())
            .addParameters(api.parameters(parameters));
    if (api.needsSeed()) {
      String seed = locals.unused("seed");
      gradient.addParameter(api.result(), seed);
      addGradient.addParameter(api.result(), seed);
    }
    String into = locals.unused("into");
    addGradient.addParameter(api.gradient(), into);
    List<String> leaves = api.parts().stream().map(part -> locals.unused(part.name())).toList();
    MethodSpec.Builder pullback =
        api.evaluation("pullback", Modifier.STATIC)
            .returns(api.result())
            .addParameters(api.leaves(leaves))
            .addParameters(new Seed(api).parameters(locals))
            .addParameter(api.gradient(), into);
    return List.of(
        gradient.addCode(Throwing.body(api)).build(),
        addGradient.addCode(Throwing.body(api)).build(),
        pullback.addCode(Throwing.body(api)).build());
  }
}
