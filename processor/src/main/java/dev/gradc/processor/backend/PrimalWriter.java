package dev.gradc.processor.backend;

import com.palantir.javapoet.MethodSpec;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes a method of the user's that generated code has to call and may not see. */
final class PrimalWriter {

  private final Api api;

  PrimalWriter(Api api) {
    this.api = api;
  }

  MethodSpec write(Function function) {
    JavaNames names = new JavaNames(function);
    List<String> parameters =
        function.parameters().stream().map(it -> names.of(it.variable())).toList();
    UseCounts uses = new UseCounts(function.body()).withResults(function.results());
    Set<Variable> none = Set.of();
    Body body = new Body(names, uses, none, none, "");
    BlockWriter block = new BlockWriter(body, new Expressions(names), function.body(), 0);
    return MethodSpec.methodBuilder("primal")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(api.result())
        .addExceptions(api.thrown())
        .addParameters(api.parameters(parameters))
        .addJavadoc("What {@code $L} computes, which is private.\n", api.source())
        .addCode(block.write())
        .addStatement("return $L", block.expressions().of(function.results().get(0)).code())
        .build();
  }
}
