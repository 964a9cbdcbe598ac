package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Objects;

/** Refuses null for what the API asks for beside the user's own parameters, by its name. */
final class Given {

  private Given() {}

  static CodeBlock require(List<ParameterSpec> parameters) {
    return parameters.stream()
        .map(it -> require(it.type(), it.name()))
        .collect(CodeBlock.joining(""));
  }

  static CodeBlock require(TypeName type, String name) {
    return type.isPrimitive()
        ? CodeBlock.of("")
        : CodeBlock.builder()
            .addStatement("$T.requireNonNull($L, $S)", Objects.class, name, name)
            .build();
  }
}
