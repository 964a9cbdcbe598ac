package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps along all unit directions: as many at a time as a sweep takes, and those that are left in
 * narrower ones. Where all active parameters are numbers, each sweep stands there by itself.
 */
final class SweepLoop {

  private final Api api;
  private final Elements elements;
  private final Arguments arguments;
  private final List<Integer> widths;
  private final List<Part> written;
  private final Map<Part, String> before = new LinkedHashMap<>();
  private final Map<Part, String> rows = new LinkedHashMap<>();

  /**
   * @param widths of the sweeps that there are, the widest first
   * @param written arrays that have to be put back between sweeps
   */
  SweepLoop(
      Api api, Elements elements, Arguments arguments, List<Integer> widths, List<Part> written) {
    this.api = api;
    this.elements = elements;
    this.arguments = arguments;
    this.widths = widths;
    this.written = written;
  }

  /** What is done in a sweep. */
  interface Step {

    /**
     * The call.
     *
     * @param first the position of the first direction
     * @param directions for each active part one for each direction
     */
    CodeBlock call(int width, CodeBlock first, CodeBlock directions);

    /**
     * Statements for what was found along one of the directions.
     *
     * @param index of the direction among those of the sweep
     * @param position of the element
     */
    CodeBlock found(CodeBlock index, CodeBlock position);

    /** Statements between sweeps. */
    CodeBlock after();
  }

  /** Whether there are no arrays, so that the number of directions is known. */
  static boolean isKnown(Api api) {
    return api.shaped().isEmpty();
  }

  /** Copies what sweeps will change. */
  void keep(MethodSpec.Builder method) {
    for (Part part : written) {
      String name = arguments.local(part.name() + "Before");
      before.put(part, name);
      CodeBlock copy = Shapes.copy(part.type(), arguments.leaf(part));
      method.addStatement("$T $L = $L", Types.of(part.type()), name, copy);
      if (isMatrix(part)) {
        // A method may put other rows into their places.
        String own = arguments.local(part.name() + "Rows");
        rows.put(part, own);
        method.addStatement("$T $L = $L.clone()", Types.of(part.type()), own, arguments.leaf(part));
      }
    }
  }

  private static boolean isMatrix(Part part) {
    return part.type() instanceof ArrayType array && array.rank() == 2;
  }

  /** Puts back what a sweep has changed: arrays hold the same rows as before. */
  void restoreAll(MethodSpec.Builder method) {
    written.forEach(part -> method.addCode(restore(part)));
  }

  /**
   * The loop; the value is assigned by it.
   *
   * @param count how many directions there are
   * @param units an array of as many gradients of zeros as the widest sweep takes
   */
  void write(String value, CodeBlock count, CodeBlock units, Step step, MethodSpec.Builder method) {
    if (isKnown(api)) {
      writeEach(value, step, method);
      return;
    }
    String k = arguments.local("k");
    method.addStatement("int $L = 0", k);
    for (int width : widths) {
      if (width == 1) {
        method.beginControlFlow("for (; $L < $L; $L++)", k, count, k);
      } else {
        method.beginControlFlow("for (; $L + $L < $L; $L += $L)", k, width - 1, count, k, width);
      }
      writeStep(width, k, value, units, step, method);
      method.endControlFlow();
    }
  }

  private void writeStep(
      int width, String k, String value, CodeBlock units, Step step, MethodSpec.Builder method) {
    if (!written.isEmpty()) {
      method.beginControlFlow("if ($L > 0)", k);
      restoreAll(method);
      method.endControlFlow();
    }
    String d = arguments.local("d");
    CodeBlock one = CodeBlock.of("1.0");
    CodeBlock zero = CodeBlock.of("0.0");
    List<CodeBlock> directions = new ArrayList<>();
    for (Part part : api.active()) {
      for (int i = 0; i < width; i++) {
        directions.add(elements.part(CodeBlock.of("$L[$L]", units, i), part));
      }
    }
    CodeBlock call = step.call(width, CodeBlock.of("$L", k), CodeBlock.join(directions, ", "));
    if (width == 1) {
      CodeBlock unit = CodeBlock.of("$L[0]", units);
      CodeBlock position = CodeBlock.of("$L", k);
      method.addStatement("$L", elements.set(unit, position, one));
      method.addStatement("$L = $L", value, call);
      method.addStatement("$L", elements.set(unit, position, zero));
      method.addCode(step.found(CodeBlock.of("0"), position));
    } else {
      CodeBlock unit = CodeBlock.of("$L[$L]", units, d);
      CodeBlock position = CodeBlock.of("$L + $L", k, d);
      method.beginControlFlow("for (int $L = 0; $L < $L; $L++)", d, d, width, d);
      method.addStatement("$L", elements.set(unit, position, one));
      method.endControlFlow();
      method.addStatement("$L = $L", value, call);
      method.beginControlFlow("for (int $L = 0; $L < $L; $L++)", d, d, width, d);
      method.addStatement("$L", elements.set(unit, position, zero));
      method.addCode(step.found(CodeBlock.of(d), position));
      method.endControlFlow();
    }
    method.addCode(step.after());
  }

  /** One sweep after the other. */
  private void writeEach(String value, Step step, MethodSpec.Builder method) {
    int count = api.active().size();
    int start = 0;
    while (start < count) {
      int left = count - start;
      int width = widths.stream().filter(it -> it <= left).findFirst().orElseThrow();
      if (start > 0) {
        restoreAll(method);
      }
      List<CodeBlock> directions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        for (int d = 0; d < width; d++) {
          directions.add(number(api.active().get(i).type(), i == start + d));
        }
      }
      CodeBlock first = CodeBlock.of("$L", start);
      method.addStatement(
          "$L = $L", value, step.call(width, first, CodeBlock.join(directions, ", ")));
      for (int d = 0; d < width; d++) {
        method.addCode(step.found(CodeBlock.of("$L", d), CodeBlock.of("$L", start + d)));
      }
      start += width;
      if (start < count) {
        method.addCode(step.after());
      }
    }
  }

  private static CodeBlock number(Type type, boolean isOne) {
    String text = isOne ? "1.0" : "0.0";
    return CodeBlock.of(type == Scalar.FLOAT ? text + "f" : text);
  }

  private CodeBlock restore(Part part) {
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock array = arguments.leaf(part);
    if (rows.containsKey(part)) {
      code.addStatement(
          "$T.arraycopy($L, 0, $L, 0, $L.length)", System.class, rows.get(part), array, array);
    }
    restore((ArrayType) part.type(), CodeBlock.of(before.get(part)), array, code);
    return code.build();
  }

  private void restore(ArrayType type, CodeBlock from, CodeBlock to, CodeBlock.Builder code) {
    if (!(type.element() instanceof ArrayType inner)) {
      code.addStatement("$T.arraycopy($L, 0, $L, 0, $L.length)", System.class, from, to, to);
      return;
    }
    String i = arguments.local("i");
    code.beginControlFlow("for (int $L = 0; $L < $L.length; $L++)", i, i, to, i);
    restore(inner, CodeBlock.of("$L[$L]", from, i), CodeBlock.of("$L[$L]", to, i), code);
    code.endControlFlow();
  }
}
