package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
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

  /** The same of an array in a record that is given, by what messages call it. */
  static CodeBlock require(Leaf leaf, CodeBlock array, String subject) {
    boolean isGiven =
        leaf.type() instanceof ArrayType && !leaf.path().isEmpty() && !InputCheck.isCopy(leaf);
    return isGiven
        ? CodeBlock.builder()
            .addStatement("$T.requireNonNull($L, $S)", Objects.class, array, subject)
            .build()
        : CodeBlock.of("");
  }

  static CodeBlock require(TypeName type, String name) {
    return type.isPrimitive()
        ? CodeBlock.of("")
        : CodeBlock.builder()
            .addStatement("$T.requireNonNull($L, $S)", Objects.class, name, name)
            .build();
  }
}
