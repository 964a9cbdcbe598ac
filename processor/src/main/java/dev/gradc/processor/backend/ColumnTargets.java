package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;

/** Adds tangents of a result to columns of a matrix that lie side by side. */
final class ColumnTargets {

  private final String into;
  private final String column;
  private final JavaNames names;

  /**
   * @param into the matrix
   * @param column the first of the columns
   */
  ColumnTargets(String into, String column, JavaNames names) {
    this.into = into;
    this.column = column;
    this.names = names;
  }

  /**
   * The rows of one leaf of the result.
   *
   * @param value the leaf itself, which has the shape of its tangents
   */
  record Rows(Type type, CodeBlock value, List<CodeBlock> tangents) {}

  void write(List<Rows> all, CodeBlock.Builder code) {
    if (all.stream().noneMatch(it -> it.type() instanceof ArrayType)) {
      for (int i = 0; i < all.size(); i++) {
        add(CodeBlock.of("$L", i), all.get(i).tangents(), code);
      }
      return;
    }
    String row = names.unused("row");
    code.addStatement("int $L = 0", row);
    for (Rows rows : all) {
      add(rows.type(), rows.value(), rows.tangents(), row, code);
    }
  }

  private void add(
      Type type, CodeBlock value, List<CodeBlock> tangents, String row, CodeBlock.Builder code) {
    if (!(type instanceof ArrayType array)) {
      add(CodeBlock.of("$L", row), tangents, code);
      code.addStatement("$L++", row);
      return;
    }
    String i = names.unused("i");
    code.beginControlFlow("for (int $L = 0; $L < $L.length; $L++)", i, i, value, i);
    List<CodeBlock> elements = new ArrayList<>();
    tangents.forEach(it -> elements.add(CodeBlock.of("$L[$L]", it, i)));
    add(array.element(), CodeBlock.of("$L[$L]", value, i), elements, row, code);
    code.endControlFlow();
  }

  private void add(CodeBlock row, List<CodeBlock> tangents, CodeBlock.Builder code) {
    for (int d = 0; d < tangents.size(); d++) {
      CodeBlock place = d == 0 ? CodeBlock.of("$L", column) : CodeBlock.of("$L + $L", column, d);
      code.addStatement("$L[$L][$L] += $L", into, row, place, tangents.get(d));
    }
  }
}
