package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.analysis.VectorLoop;
import dev.gradc.processor.analysis.VectorLoop.Reduction;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the method that runs the parts of a loop over vectors, block by block. */
final class VectorBlocks {

  /** The array of what becomes of several reductions. */
  static final String VALUES = "values";

  private final VectorMethods vectors;
  private final VectorLoop whole;
  private final List<VectorLoop> parts;
  private final JavaNames names = new JavaNames();
  private final String from;
  private final String end;
  private final String start;
  private final String stop;
  private final CodeBlock.Builder code = CodeBlock.builder();
  private String result = "";

  VectorBlocks(VectorMethods vectors, VectorLoop whole, List<VectorLoop> parts) {
    this.vectors = vectors;
    this.whole = whole;
    this.parts = parts;
    this.from = names.unused("from");
    this.end = names.unused("end");
    this.start = names.unused("start");
    this.stop = names.unused("stop");
    VectorMethods.blockFields().forEach(names::unused);
    whole.arrays().forEach(this::named);
    whole.given().forEach(this::named);
  }

  private String named(Variable variable) {
    String name = names.unused(variable.name());
    names.alias(variable, name);
    return name;
  }

  /** The name of a part's method. */
  static String part(String loop, int number) {
    return loop + "Part" + (number + 1);
  }

  /** Takes a further value into a reduction. */
  static CodeBlock add(CodeBlock target, Reduction reduction, CodeBlock value) {
    return reduction == Reduction.SUM
        ? CodeBlock.of("$L += $L;\n", target, value)
        : CodeBlock.of(
            "$L = $T.$L($L, $L);\n",
            target,
            Math.class,
            reduction == Reduction.MAX ? "max" : "min",
            target,
            value);
  }

  /** The method. */
  MethodSpec write(String loop) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(loop)
            .addModifiers(Modifier.STATIC)
            .addJavadoc(
                "By parts that end with a function: across its call vectors stay in no register.\n")
            .addParameter(TypeName.INT, from)
            .addParameter(TypeName.INT, end);
    Stream.concat(whole.arrays().stream(), whole.given().stream())
        .forEach(it -> method.addParameter(Types.of(it.type()), names.of(it)));
    blocks();
    starts();
    code.addStatement("int $L = $L", start, from)
        .beginControlFlow("while ($L < $L)", start, end)
        .addStatement(
            "int $L = $L + $T.min($L - $L, $L)",
            stop,
            start,
            Math.class,
            end,
            start,
            VectorMethods.BLOCK_SIZE);
    for (int i = 0; i < parts.size(); i++) {
      run(part(loop, i), parts.get(i));
    }
    code.addStatement("$L = $L", start, stop).endControlFlow();
    if (!result.isEmpty()) {
      boolean isOne = whole.reductions().size() == 1;
      method.returns(isOne ? TypeName.DOUBLE : ArrayTypeName.of(TypeName.DOUBLE));
      code.addStatement("return $L", result);
    }
    return method.addCode(code.build()).build();
  }

  /** Names the arrays that parts leave something in. */
  private void blocks() {
    Set<Variable> handed = new LinkedHashSet<>();
    parts.forEach(it -> handed.addAll(it.handed()));
    for (Scalar element : List.of(Scalar.FLOAT, Scalar.DOUBLE)) {
      List<Variable> arrays =
          handed.stream().filter(it -> ((ArrayType) it.type()).element() == element).toList();
      if (!arrays.isEmpty()) {
        String all = names.unused(element.keyword() + "Blocks");
        CodeBlock value = vectors.useBlocks(element, arrays.size());
        code.addStatement("$T[][] $L = $L", Types.of(element), all, value);
        for (int i = 0; i < arrays.size(); i++) {
          String name = named(arrays.get(i));
          code.addStatement("$T $L = $L[$L]", Types.of(arrays.get(i).type()), name, all, i);
        }
      }
    }
  }

  private void starts() {
    List<CodeBlock> starts = whole.reductions().values().stream().map(VectorBlocks::start).toList();
    if (starts.size() == 1) {
      result = named(whole.reductions().keySet().iterator().next());
      code.addStatement("double $L = $L", result, starts.get(0));
    } else if (starts.size() > 1) {
      result = names.unused(VALUES);
      code.addStatement("double[] $L = {$L}", result, CodeBlock.join(starts, ", "));
    }
  }

  private static CodeBlock start(Reduction reduction) {
    return switch (reduction) {
      case SUM -> CodeBlock.of("-0.0");
      case MAX -> CodeBlock.of("$T.NEGATIVE_INFINITY", Double.class);
      case MIN -> CodeBlock.of("$T.POSITIVE_INFINITY", Double.class);
    };
  }

  private void run(String name, VectorLoop part) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$L", start));
    arguments.add(CodeBlock.of("$L", stop));
    Stream.concat(part.arrays().stream(), part.given().stream())
        .forEach(it -> arguments.add(CodeBlock.of("$L", names.of(it))));
    boolean hasSeveral = whole.reductions().size() > 1;
    if (hasSeveral) {
      arguments.add(CodeBlock.of("$L", result));
    }
    CodeBlock call = CodeBlock.of("$L($L)", name, CodeBlock.join(arguments, ", "));
    Map<Variable, Reduction> reductions = part.reductions();
    if (hasSeveral || reductions.isEmpty()) {
      code.addStatement("$L", call);
    } else {
      code.add(add(CodeBlock.of("$L", result), reductions.values().iterator().next(), call));
    }
  }
}
