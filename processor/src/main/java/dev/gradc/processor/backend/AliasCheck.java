package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.List;

/** Refuses one array for two parameters where the method writes one of them. */
final class AliasCheck {

  private AliasCheck() {}

  static CodeBlock of(ReverseProgram program, JavaNames names) {
    CodeBlock.Builder code = CodeBlock.builder();
    List<Variable> parameters = program.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      for (int j = i + 1; j < parameters.size(); j++) {
        Variable one = parameters.get(i);
        Variable other = parameters.get(j);
        boolean isWritten = program.written().contains(one) || program.written().contains(other);
        if (isWritten && one.type().equals(other.type())) {
          code.beginControlFlow("if ($L == $L)", names.of(one), names.of(other));
          code.addStatement(
              "throw new $T($S)",
              IllegalArgumentException.class,
              "'"
                  + one.name()
                  + "' and '"
                  + other.name()
                  + "' are the same array, and the method writes it");
          code.endControlFlow();
        }
      }
    }
    return code.build();
  }
}
