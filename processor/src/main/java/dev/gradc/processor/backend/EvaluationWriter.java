package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.KeptPart;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the method that computes what a part of a method does, on memory that stays in the object
 * of its pullback.
 */
final class EvaluationWriter {

  private final Api api;
  private final GradientFields fields;
  private final ReverseProgram program;
  private final Member member;

  EvaluationWriter(Api api, GradientFields fields, Derivative.Evaluation evaluation) {
    this.api = api;
    this.fields = fields;
    this.program = evaluation.program();
    this.member = evaluation.part().evaluation();
  }

  /**
   * Adds it.
   *
   * @param ofPullback the names of its variables, which are fields of the object
   * @return more such fields
   */
  List<FieldSpec> add(JavaNames ofPullback, TypeSpec.Builder type, TypeSpec.Builder gradient) {
    JavaNames names = new JavaNames(api, program);
    for (Variable variable : program.storage()) {
      names.alias(variable, ofPullback.of(variable));
    }
    String into = names.unused("into");
    MethodParts parts =
        MethodParts.of(
            new MethodParts.Whole(
                api.nested(),
                KeptPart.EVALUATE,
                true,
                api.thrown(),
                List.of(ParameterSpec.builder(api.gradient(), into).build()),
                Optional.of(MethodParts.Keeper.of(into, KeptPart.EVALUATE, fields::unused))),
            names.withFieldsOf(into, program.storage()),
            List.of(program.forward()),
            Set.copyOf(program.storage()),
            program.results());
    List<FieldSpec> kept = new ArrayList<>();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(KeptPart.EVALUATE)
            .addModifiers(api.lentModifiers(Modifier.STATIC))
            .addExceptions(api.thrown())
            .addParameters(api.leaves(program.parameters().stream().map(names::of).toList()))
            .addParameter(api.gradient(), into)
            .addJavadoc(
                "What {@code $L} computes. Tensors that it gives are the caller's until the next"
                    + " call with\nthe same object.\n",
                api.source());
    if (!parts.areAny()) {
      for (Variable variable : program.storage()) {
        String name = names.of(variable);
        method.addStatement("$T $L = $L.$L", Types.of(variable.type()), name, into, name);
      }
    }
    method.addCode(parts.open(names));
    List<CodeBlock> results = regions(names, into, parts, method);
    if (member.carrier().isEmpty()) {
      TypeName result = Types.of(member.results().get(0).type());
      method.returns(result);
      giveBack(result, results.get(0), names, parts, method);
    } else {
      method.returns(api.gradient());
      for (int i = 0; i < results.size(); i++) {
        String accessor = member.results().get(i).accessor();
        TypeName result = Types.of(member.results().get(i).type());
        String field = fields.unused(accessor);
        kept.add(FieldSpec.builder(result, field, Modifier.PRIVATE).build());
        gradient.addMethod(
            MethodSpec.methodBuilder(accessor)
                .addModifiers(api.lentModifiers())
                .returns(result)
                .addStatement("return $L", field)
                .build());
        method.addStatement("$L.$L = $L", into, field, results.get(i));
      }
      method.addCode(parts.close()).addStatement("return $L", into);
    }
    type.addMethod(method.build());
    parts.addTo(type);
    gradient.addMethod(orNew());
    fields
        .keptSums()
        .ifPresent(
            field -> {
              kept.add(FieldSpec.builder(Types.KEPT_TENSORS, field, Modifier.PRIVATE).build());
              gradient.addMethod(
                  MethodSpec.methodBuilder(KeptPart.KEEP_SUMS)
                      .addModifiers(api.lentModifiers())
                      .addParameter(Types.KEPT_TENSORS, "kept")
                      .addStatement("this.$L = kept", field)
                      .build());
            });
    kept.addAll(parts.fields());
    return kept;
  }

  /** The statements. Gives what the results are after them. */
  private List<CodeBlock> regions(
      JavaNames names, String into, MethodParts parts, MethodSpec.Builder method) {
    UseCounts uses = new UseCounts(program.forward()).withResults(program.results());
    Set<Variable> none = Set.of();
    Body body =
        new Body(names, uses, new HashSet<>(program.storage()), none, into + ".$L", api)
            .cutInto(parts);
    BlockWriter block = new BlockWriter(body, new Expressions(body.names()), program.forward(), 0);
    method.addCode(block.write());
    return program.results().stream().map(it -> block.expressions().of(it).code()).toList();
  }

  private static void giveBack(
      TypeName type,
      CodeBlock result,
      JavaNames names,
      MethodParts parts,
      MethodSpec.Builder method) {
    if (parts.close().isEmpty()) {
      method.addStatement("return $L", result);
      return;
    }
    String value = names.unused("value");
    method.addStatement("$T $L = $L", type, value, result);
    method.addCode(parts.close()).addStatement("return $L", value);
  }

  /** What is kept, or begins to be. */
  private MethodSpec orNew() {
    return MethodSpec.methodBuilder(KeptPart.ANY)
        .addModifiers(api.lentModifiers(Modifier.STATIC))
        .addParameter(Object.class, "kept")
        .returns(api.gradient())
        .addStatement("return kept == null ? new $T() : ($T) kept", api.gradient(), api.gradient())
        .build();
  }
}
