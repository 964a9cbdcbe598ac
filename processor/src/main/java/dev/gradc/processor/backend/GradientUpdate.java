package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds the adjoints of numbers and tensors to a gradient, at the end of a backward region; where an
 * array of tensors is lent, its holder gets tensors of its own.
 */
final class GradientUpdate {

  private GradientUpdate() {}

  /**
   * The statements for one of the program's backward regions.
   *
   * @param region which may leave out parameters that its output does not depend on
   * @param standing for adjoint arrays of tensors, what tells what stood in them before
   */
  static CodeBlock of(
      Api api,
      GradientFields fields,
      ReverseProgram program,
      Block region,
      JavaNames names,
      String into,
      Map<Variable, String> standing) {
    CodeBlock.Builder code = CodeBlock.builder();
    Set<Variable> defined = DefinedVariables.in(region);
    Set<Variable> mentioned = FreeVariables.of(region);
    for (int i = 0; i < program.adjoints().size(); i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      if (adjoint.isEmpty()) {
        continue;
      }
      Part part = api.parts().get(i);
      CodeBlock value = CodeBlock.of("$L", names.of(adjoint.get()));
      if (adjoint.get().type() instanceof ArrayType array) {
        String before = standing.get(adjoint.get());
        if (before != null) {
          code.add(fields.ownership(names.of(adjoint.get()), before, into));
        }
        if (fields.canBeLent() && Shapes.holdsTensors(array) && mentioned.contains(adjoint.get())) {
          code.add(fields.addition(part, into, value));
        }
      } else if (defined.contains(adjoint.get())) {
        if (Shapes.isTensor(adjoint.get().type())) {
          code.add(fields.addition(part, into, value));
        } else {
          code.add(fields.sum(part, into, value));
        }
      }
    }
    return code.build();
  }
}
