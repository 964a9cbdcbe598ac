package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user's result, or a component of it, in generated code, and its cotangent, leaf by leaf. */
final class ResultLeaves {

  private final Type type;
  private final int first;
  private final ReverseProgram program;
  private final JavaNames names;
  private final String seed;
  private final List<Leaf> leaves;

  /**
   * Of all or a part of the result.
   *
   * @param first position of the first leaf among those of the whole result
   * @param seed the name of the cotangent
   */
  ResultLeaves(Type type, int first, ReverseProgram program, JavaNames names, String seed) {
    this.seed = seed;
    this.type = type;
    this.first = first;
    this.program = program;
    this.names = names;
    this.leaves = Leaf.of(type);
  }

  private Optional<Variable> seedOf(int leaf) {
    return program.seeds().get(first + leaf);
  }

  /** Declares the leaves of a cotangent that is a record. */
  CodeBlock unpackSeed() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < leaves.size(); i++) {
      if (Leaf.isComposite(type) && seedOf(i).isPresent()) {
        Variable part = seedOf(i).get();
        code.addStatement(
            "$T $L = $L",
            Types.of(part.type()),
            names.of(part),
            read(leaves.get(i), CodeBlock.of("$L", seed)));
      }
    }
    return code.build();
  }

  /** The leaves of a value. */
  List<CodeBlock> leavesOf(CodeBlock value) {
    List<CodeBlock> values = new ArrayList<>();
    leaves.forEach(leaf -> values.add(read(leaf, value)));
    return values;
  }

  private CodeBlock read(Leaf leaf, CodeBlock whole) {
    return Records.read(type, leaf.path(), whole);
  }

  /**
   * Throws where an array of the cotangent is not of its result's shape.
   *
   * @param results the leaves of the result
   */
  CodeBlock requireShapes(List<CodeBlock> results) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      if (Shapes.areIn(leaf.type()) && seedOf(i).isPresent()) {
        CodeBlock given = CodeBlock.of("$L", names.of(seedOf(i).get()));
        if (given.equals(results.get(i))) {
          continue;
        }
        CodeBlock shape = Shapes.of(leaf.type(), results.get(i));
        String part = leaf.path().isEmpty() ? "" : "'s '" + String.join(".", leaf.path()) + "'";
        code.add(Given.require(leaf, given, "the seed" + part));
        code.add(
            Shapes.require(
                leaf.type(), given, shape, "the seed" + part, "the result" + part, names::unused));
      }
    }
    return code.build();
  }
}
