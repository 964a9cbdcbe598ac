package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.Optional;

/** Adds the adjoints of scalar parameters to a gradient, at the end of a backward region. */
final class GradientUpdate {

  private GradientUpdate() {}

  static CodeBlock of(
      Api api, GradientFields fields, ReverseProgram program, JavaNames names, String into) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < program.adjoints().size(); i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      if (adjoint.isPresent() && !(adjoint.get().type() instanceof ArrayType)) {
        code.addStatement(
            "$L.$L += $L", into, fields.of(api.parts().get(i)), names.of(adjoint.get()));
      }
    }
    return code.build();
  }
}
