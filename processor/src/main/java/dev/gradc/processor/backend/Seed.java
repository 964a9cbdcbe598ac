package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cotangent of a result: one value, or of a record one for each leaf that can carry it. */
final class Seed {

  private final Api api;
  private final List<Leaf> leaves;

  Seed(Api api) {
    this.api = api;
    this.leaves = api.results();
  }

  /** The parameters of a pullback, under the names that its program gives them. */
  List<ParameterSpec> parameters(ReverseProgram program, JavaNames names) {
    List<ParameterSpec> parameters = new ArrayList<>();
    if (!api.hasRecordResult()) {
      parameters.add(parameter(leaves.get(0), names.ofSeed(api, program)));
    } else {
      addLeaves(program, names, parameters);
    }
    // Of arrays that the method has written.
    for (Optional<Variable> seed : program.seeds().subList(leaves.size(), program.seeds().size())) {
      Variable exit = seed.orElseThrow();
      parameters.add(ParameterSpec.builder(Types.of(exit.type()), names.of(exit)).build());
    }
    return parameters;
  }

  private void addLeaves(ReverseProgram program, JavaNames names, List<ParameterSpec> parameters) {
    for (int i = 0; i < leaves.size(); i++) {
      Optional<Variable> seed = program.seeds().get(i);
      Leaf leaf = leaves.get(i);
      if (leaf.isActive()) {
        String name = seed.map(names::of).orElseGet(() -> names.unused(leaf.variable("seed")));
        parameters.add(parameter(leaf, name));
      }
    }
  }

  /** The same where there is no program. */
  List<ParameterSpec> parameters(JavaNames names) {
    return leaves.stream()
        .filter(leaf -> !api.hasRecordResult() || leaf.isActive())
        .map(leaf -> parameter(leaf, names.unused(leaf.variable("seed"))))
        .toList();
  }

  private static ParameterSpec parameter(Leaf leaf, String name) {
    return ParameterSpec.builder(Types.of(leaf.type()), name).build();
  }

  /** What is passed for them, read from the cotangent that a user gives. */
  CodeBlock leavesOf(String seed) {
    return leaves.stream()
        .filter(leaf -> !api.hasRecordResult() || leaf.isActive())
        .map(leaf -> Records.read(api.signature().result(), leaf.path(), CodeBlock.of("$L", seed)))
        .collect(CodeBlock.joining(", "));
  }
}
