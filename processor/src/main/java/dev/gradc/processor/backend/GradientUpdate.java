package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.Optional;
import java.util.Set;

/** Adds the adjoints of scalar parameters to a gradient, at the end of a backward region. */
final class GradientUpdate {

  private GradientUpdate() {}

  /**
   * The statements for one of the program's backward regions.
   *
   * @param region which may leave out parameters that its output does not depend on
   */
  static CodeBlock of(
      Api api,
      GradientFields fields,
      ReverseProgram program,
      Block region,
      JavaNames names,
      String into) {
    CodeBlock.Builder code = CodeBlock.builder();
    Set<Variable> defined = DefinedVariables.in(region);
    for (int i = 0; i < program.adjoints().size(); i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      if (adjoint.isPresent()
          && !(adjoint.get().type() instanceof ArrayType)
          && defined.contains(adjoint.get())) {
        String field = fields.of(api.parts().get(i));
        String value = names.of(adjoint.get());
        if (Shapes.isTensor(adjoint.get().type())) {
          code.addStatement(
              "$L.$L = $T.addTo($L.$L, $L)", into, field, Types.COTANGENTS, into, field, value);
        } else {
          code.addStatement("$L.$L += $L", into, field, value);
        }
      }
    }
    return code.build();
  }
}
