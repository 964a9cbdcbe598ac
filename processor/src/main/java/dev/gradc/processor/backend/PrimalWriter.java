package dev.gradc.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Signature;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes a method of the user's that generated code has to call: it may not see the method itself,
 * or has taken the records apart that the method takes or returns.
 */
final class PrimalWriter {

  private final Api api;
  private final boolean isForOthers;

  /** Of a method that other classes call where it has records. */
  PrimalWriter(Api api) {
    this(api, api.hasRecords());
  }

  /**
   * Of a method.
   *
   * @param isForOthers whether other classes call it
   */
  PrimalWriter(Api api, boolean isForOthers) {
    this.api = api;
    this.isForOthers = isForOthers;
  }

  /** The method, and the record of its results if these are several. */
  void add(Function function, TypeSpec.Builder into) {
    write(function, into);
    if (isCarried()) {
      into.addType(values());
    }
  }

  private void write(Function function, TypeSpec.Builder into) {
    JavaNames names = new JavaNames(function);
    UseCounts uses = new UseCounts(function.body()).withResults(function.results());
    Set<Variable> none = Set.of();
    MethodParts parts =
        MethodParts.of(
            new MethodParts.Whole(api.nested(), Signature.PRIMAL, true, api.thrown(), List.of()),
            names,
            List.of(function.body()),
            none,
            function.results());
    Body body = new Body(names, uses, none, none, "", api).cutInto(parts);
    BlockWriter block = new BlockWriter(body, new Expressions(body.names()), function.body(), 0);
    List<String> parameters =
        function.parameters().stream().map(it -> names.of(it.variable())).toList();
    MethodSpec.Builder method =
        header(parameters).addCode(parts.open(names)).addCode(block.write());
    CodeBlock results =
        function.results().stream()
            .map(result -> block.expressions().of(result).code())
            .collect(CodeBlock.joining(", "));
    if (isCarried()) {
      method.addStatement("return new $T($L)", carrier(), results);
    } else if (!results.isEmpty()) {
      method.addStatement("return $L", results);
    }
    into.addMethod(method.build());
    parts.addTo(into);
  }

  private MethodSpec.Builder header(List<String> names) {
    MethodSpec.Builder method =
        isForOthers
            ? api.method(Signature.PRIMAL, Modifier.STATIC)
                .addJavadoc(
                    "For generated code: what {@code $L} computes$L.\n",
                    api.source(),
                    api.hasRecords() ? ", with records taken apart" : "")
            : MethodSpec.methodBuilder(Signature.PRIMAL)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("For generated code: what {@code $L} computes.\n", api.source());
    return method.addParameters(api.leaves(names)).addExceptions(api.thrown()).returns(result());
  }

  private boolean isCarried() {
    return api.results().size() > 1;
  }

  private ClassName carrier() {
    return api.nested().nestedClass(Signature.VALUES);
  }

  private TypeName result() {
    return switch (api.results().size()) {
      case 0 -> TypeName.VOID;
      case 1 -> Types.of(api.results().get(0).type());
      default -> carrier();
    };
  }

  private TypeSpec values() {
    List<Leaf> leaves = api.results();
    List<String> names = AccessorNames.ofResult(api.signature().result());
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (int i = 0; i < leaves.size(); i++) {
      components.addParameter(
          ParameterSpec.builder(Types.of(leaves.get(i).type()), names.get(i)).build());
    }
    return TypeSpec.recordBuilder(Signature.VALUES)
        .addModifiers(api.modifiers())
        .addJavadoc(
            "For generated code: the components of what {@code $L} returns.\n", api.source())
        .recordConstructor(components.build())
        .build();
  }

  /** The same with a body that throws. */
  void addThrowing(TypeSpec.Builder into) {
    JavaNames locals = new JavaNames();
    List<String> names = api.parts().stream().map(part -> locals.unused(part.name())).toList();
    into.addMethod(header(names).addCode(Throwing.body(api)).build());
    if (isCarried()) {
      into.addType(values());
    }
  }
}
