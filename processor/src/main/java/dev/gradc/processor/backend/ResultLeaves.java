package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.List;

/** The result of the user's method in generated code, and its cotangent, leaf by leaf. */
final class ResultLeaves {

  private final Api api;
  private final ReverseProgram program;
  private final JavaNames names;
  private final String seed;
  private final List<Leaf> leaves;

  /**
   * @param seed the name of the cotangent
   */
  ResultLeaves(Api api, ReverseProgram program, JavaNames names, String seed) {
    this.seed = seed;
    this.api = api;
    this.program = program;
    this.names = names;
    this.leaves = Leaf.of(api.signature().result());
  }

  /** Declares the leaves of a cotangent that is a record. */
  CodeBlock unpackSeed() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < leaves.size(); i++) {
      if (api.hasRecordResult() && program.seeds().get(i).isPresent()) {
        Variable part = program.seeds().get(i).get();
        code.addStatement(
            "$T $L = $L", Types.of(part.type()), names.of(part), read(leaves.get(i), seed));
      }
    }
    return code.build();
  }

  /** The leaves of a value that a variable holds. */
  List<CodeBlock> leavesOf(String value) {
    List<CodeBlock> values = new ArrayList<>();
    leaves.forEach(leaf -> values.add(read(leaf, value)));
    return values;
  }

  private CodeBlock read(Leaf leaf, String record) {
    return Records.read(api.signature().result(), leaf.path(), CodeBlock.of("$L", record));
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
      if (leaf.type() instanceof ArrayType && program.seeds().get(i).isPresent()) {
        CodeBlock given = CodeBlock.of("$L", names.of(program.seeds().get(i).get()));
        CodeBlock shape = Shapes.of(leaf.type(), results.get(i));
        String part = leaf.path().isEmpty() ? "" : "'s '" + String.join(".", leaf.path()) + "'";
        code.add(Shapes.require(leaf.type(), given, shape, "the seed" + part, "the result" + part));
      }
    }
    return code.build();
  }
}
