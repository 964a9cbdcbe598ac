package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;

/** The body of what could not be compiled. */
final class Throwing {

  private Throwing() {}

  static CodeBlock body(Api api) {
    return CodeBlock.builder()
        .addStatement(
            "throw new $T($S)",
            UnsupportedOperationException.class,
            "the derivative of " + api.source() + " was not compiled; see the compiler's messages")
        .build();
  }
}
