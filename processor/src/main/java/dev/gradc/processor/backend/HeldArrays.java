package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the arrays that a tape holds and that others have too: inputs, results, rows of them. */
final class HeldArrays {

  private final TapeModel tape;
  private final ReverseProgram program;
  private final ArrayOrigins arrays;
  private final Set<Variable> shared = new LinkedHashSet<>();

  HeldArrays(TapeModel tape) {
    this.tape = tape;
    this.program = tape.program();
    this.arrays = new AliasAnalysis().analyze(program.parameters(), program.forward());
    program.parameters().forEach(this::share);
    program.results().forEach(this::share);
  }

  private void share(Atom atom) {
    if (atom instanceof Variable variable && variable.type() instanceof ArrayType) {
      shared.add(innermost(variable));
    }
  }

  private Variable innermost(Variable array) {
    List<Variable> classes = arrays.classesOf(array);
    return classes.get(classes.size() - 1);
  }

  /** Those that a backward region reads. */
  List<InputCheck.Input> readBy(Block region) {
    Set<Variable> mentioned = FreeVariables.of(region);
    List<InputCheck.Input> held = new ArrayList<>();
    for (Slot slot : program.slots()) {
      Variable variable = slot.variable();
      if (mentioned.contains(variable)
          && variable.type() instanceof ArrayType
          && (shared.contains(innermost(variable)) || arrays.isForeign(variable))) {
        int position = program.parameters().indexOf(variable);
        String name = position < 0 ? slot.subject() : tape.api().parts().get(position).text();
        held.add(
            new InputCheck.Input(
                variable.type(),
                CodeBlock.of("$L", tape.names().of(variable)),
                "'" + name + "', which the tape reads,"));
      }
    }
    return held;
  }
}
