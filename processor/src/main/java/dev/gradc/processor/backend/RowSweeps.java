package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A backward sweep from each element of a result by itself. */
final class RowSweeps {

  private final Api api;
  private final Elements elements;
  private final ReverseProgram program;
  private final JavaNames locals;
  private final Map<Integer, String> seeds = new LinkedHashMap<>();
  private boolean hasArrays;

  /**
   * @param locals {@code tape}, {@code row}, {@code into} and {@code value} are taken
   */
  RowSweeps(Api api, Elements elements, ReverseProgram program, JavaNames locals) {
    this.api = api;
    this.elements = elements;
    this.program = program;
    this.locals = locals;
  }

  void write(MethodSpec.Builder method) {
    for (int i = 0; i < api.results().size(); i++) {
      Leaf leaf = api.results().get(i);
      if (leaf.type() instanceof ArrayType && program.seeds().get(i).isPresent()) {
        String seed = locals.unused(leaf.variable("seed"));
        seeds.put(i, seed);
        CodeBlock shape = Shapes.of(leaf.type(), value(leaf));
        method.addStatement(
            "$T $L = $L", Types.of(leaf.type()), seed, Shapes.zeros(leaf.type(), shape));
      }
    }
    hasArrays =
        api.results().stream().anyMatch(it -> it.isActive() && it.type() instanceof ArrayType);
    if (hasArrays) {
      method.addStatement("int $L = 0", locals.unused("k"));
    }
    int row = 0;
    for (int i = 0; i < api.results().size(); i++) {
      Leaf leaf = api.results().get(i);
      if (leaf.isActive()) {
        write(i, leaf, row++, method);
      }
    }
  }

  private CodeBlock value(Leaf leaf) {
    return Records.read(api.signature().result(), leaf.path(), CodeBlock.of("value"));
  }

  private void write(int position, Leaf leaf, int row, MethodSpec.Builder method) {
    boolean isReached = program.seeds().get(position).isPresent();
    if (!isReached) {
      // Its rows are zeros.
      if (hasArrays) {
        method.addStatement(
            "k += $L", elements.count(List.of(new Elements.Counted(leaf.type(), value(leaf)))));
      }
    } else if (leaf.type() instanceof ArrayType array) {
      writeElements(position, array, CodeBlock.of("$L", seeds.get(position)), method);
    } else {
      sweep(position, hasArrays ? CodeBlock.of("k++") : CodeBlock.of("$L", row), method);
    }
  }

  private void writeElements(
      int position, ArrayType array, CodeBlock seed, MethodSpec.Builder method) {
    String i = locals.unused("i");
    method.beginControlFlow("for (int $L = 0; $L < $L.length; $L++)", i, i, seed, i);
    CodeBlock element = CodeBlock.of("$L[$L]", seed, i);
    if (array.element() instanceof ArrayType inner) {
      writeElements(position, inner, element, method);
    } else {
      method.addStatement("$L = $L", element, number(array.element(), true));
      sweep(position, CodeBlock.of("k++"), method);
      method.addStatement("$L = $L", element, number(array.element(), false));
    }
    method.endControlFlow();
  }

  private void sweep(int position, CodeBlock row, MethodSpec.Builder method) {
    List<CodeBlock> arguments = new ArrayList<>();
    for (int i = 0; i < api.results().size(); i++) {
      if (program.seeds().get(i).isPresent()) {
        arguments.add(
            seeds.containsKey(i)
                ? CodeBlock.of("$L", seeds.get(i))
                : number(api.results().get(i).type(), i == position));
      }
    }
    arguments.add(CodeBlock.of("row"));
    method.addStatement("tape.sweep($L)", CodeBlock.join(arguments, ", "));
    method.addStatement("$L", elements.moveTo(CodeBlock.of("row"), CodeBlock.of("into[$L]", row)));
  }

  private static CodeBlock number(Type type, boolean isOne) {
    Constant zero = Constant.zero((Scalar) type);
    return isOne ? CodeBlock.of(type == Scalar.FLOAT ? "1.0f" : "1.0") : Literals.of(zero).code();
  }
}
