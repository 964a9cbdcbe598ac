package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * What the writers of second derivatives share: sweeps that give the gradient and its derivative
 * along directions, and the directions that a gradient keeps for them.
 */
final class HessianSweeps {

  /** The name of the class of directions, which no method's class may have. */
  private static final String SWEEPS = "HessianSweeps";

  private static final String SWEEP = "forwardOverReverse";
  private static final String STORAGE = "hessianStorage";

  private final Api api;
  private final GradientFields fields;
  private final Elements elements;
  private final Matrices.Hessian hessian;
  private final InputCheck inputs;
  private final List<SweepWriter> sweeps = new ArrayList<>();
  private final String keptSweeps;

  /**
   * @param lazy parts of the gradient that are made on first access
   */
  HessianSweeps(
      Api api, GradientFields fields, Elements elements, Set<Part> lazy, Matrices.Hessian hessian) {
    this.api = api;
    this.fields = fields;
    this.elements = elements;
    this.hessian = hessian;
    this.inputs = new InputCheck(api, fields, lazy);
    this.keptSweeps = fields.unused("sweeps");
    for (Sweep sweep : hessian.products()) {
      String width = sweep.width() == 1 ? "" : String.valueOf(sweep.width());
      sweeps.add(new SweepWriter(api, fields, lazy, sweep, fields.unused(STORAGE + width)));
    }
  }

  /** Whether one direction gives the diagonal. */
  boolean isDiagonal() {
    return hessian.separability().isProven();
  }

  /** Where two elements may interact. */
  Origin interaction() {
    return hessian.separability().interactions().get(0);
  }

  /** Adds the methods of the sweeps, and what a gradient keeps for them. */
  void add(TypeSpec.Builder type, TypeSpec.Builder gradient) {
    for (SweepWriter sweep : sweeps) {
      type.addMethod(sweep.products(SWEEP));
      sweep.addParts(type);
      sweep.addStorage(type, gradient);
    }
    if (hessian.hasMatrix()) {
      addSweeps(type, gradient);
    }
  }

  /** Whether the method changes the array in a leaf of its parameters. */
  boolean writes(int leaf) {
    return sweeps.get(0).writes(leaf);
  }

  /** A new gradient. */
  CodeBlock zeros(Arguments arguments) {
    return CodeBlock.of("Gradient.zeros($L)", arguments.all());
  }

  /** The type of the Hessian. */
  TypeName matrix() {
    return ArrayTypeName.of(ArrayTypeName.of(elements.number()));
  }

  /** A sweep. */
  static CodeBlock call(Arguments arguments, List<CodeBlock> directions, List<String> gradients) {
    List<CodeBlock> all = new ArrayList<>(arguments.leaves());
    all.addAll(directions);
    gradients.forEach(it -> all.add(CodeBlock.of("$L", it)));
    return CodeBlock.of("$L($L)", SWEEP, CodeBlock.join(all, ", "));
  }

  /** Returns the value, when the gradients know of the records whose constants they show. */
  MethodSpec finish(
      Arguments arguments, CodeBlock call, List<String> gradients, MethodSpec.Builder method) {
    if (api.heldRecords().isEmpty()) {
      return method.addStatement("return $L", call).build();
    }
    String value = arguments.local("value");
    method.addStatement("$T $L = $L", api.result(), value, call);
    hold(arguments, gradients, method);
    return method.addStatement("return $L", value).build();
  }

  /** Lets gradients know of the records whose constants they show. */
  void hold(Arguments arguments, List<String> gradients, MethodSpec.Builder method) {
    for (Signature.Parameter record : api.heldRecords()) {
      String field = fields.heldOf(record).orElseThrow();
      gradients.forEach(
          it -> method.addStatement("$L.$L = $L", it, field, arguments.nameOf(record)));
    }
  }

  /** Refuses gradients of other shapes, and those with anomalies where these are looked for. */
  void requireShapes(Arguments arguments, List<String> gradients, MethodSpec.Builder method) {
    if (!api.shaped().isEmpty()) {
      gradients.forEach(it -> method.addStatement("$L.requireShapes($L)", it, arguments.shapes()));
    }
    GradientCheck check = new GradientCheck(api, fields);
    gradients.forEach(it -> method.addCode(check.requireFinite(it)));
  }

  /** Refuses inputs that are arrays of these gradients. */
  void requireOthers(
      Arguments arguments,
      List<String> gradients,
      List<InputCheck.Input> directions,
      MethodSpec.Builder method) {
    List<InputCheck.Input> read = new ArrayList<>(inputs.primals(arguments::leaf));
    read.addAll(directions);
    method.addCode(inputs.of(gradients, read, arguments::local));
  }

  /** Refuses inputs that are rows of a matrix, or arrays of a gradient. */
  void requireOthers(
      Arguments arguments, String gradient, String matrix, MethodSpec.Builder method) {
    List<InputCheck.Input> read = inputs.primals(arguments::leaf);
    method.addCode(inputs.ofMatrix(matrix, elements.scalar(), gradient, read, arguments::local));
  }

  /** Refuses one gradient in two places. */
  static void requireTwo(String gradient, String other, String what, MethodSpec.Builder method) {
    method.beginControlFlow("if ($L == $L)", gradient, other);
    method.addStatement(
        "throw new $T($S)",
        IllegalArgumentException.class,
        "the gradient and the " + what + " are one object");
    method.endControlFlow();
  }

  /** A local with the directions that a gradient keeps, made where it has none yet. */
  String kept(Arguments arguments, String gradient, MethodSpec.Builder method) {
    String sweeps = arguments.local("sweeps");
    method.beginControlFlow("if ($L.$L == null)", gradient, keptSweeps);
    method.addStatement("$L.$L = new $L($L)", gradient, keptSweeps, SWEEPS, arguments.all());
    method.endControlFlow();
    method.addStatement("$L $L = $L.$L", SWEEPS, sweeps, gradient, keptSweeps);
    return sweeps;
  }

  /** What is done with what was found along a unit direction. */
  interface Found {
    CodeBlock along(CodeBlock index, CodeBlock position);
  }

  /** Along all unit directions; the first sweep gives the gradient, and all others in vain. */
  MethodSpec unitSweeps(
      Arguments arguments,
      String gradient,
      String sweeps,
      String count,
      Found found,
      Consumer<String> after,
      MethodSpec.Builder method) {
    String added = arguments.local("added");
    String value = arguments.local("value");
    if (!SweepLoop.isKnown(api)) {
      method.beginControlFlow("if ($L == 0)", count);
      method.addStatement("return addGradient($L, $L)", arguments.all(), gradient);
      method.endControlFlow();
    }
    // What an exception ends leaves something in them.
    method.addStatement("$L.$L = null", gradient, keptSweeps);
    method.addStatement("$T $L = $L", api.gradient(), added, gradient);
    method.addStatement("$T $L = $L", api.result(), value, arguments.unknown());
    List<Part> written =
        api.parts().stream()
            .filter(part -> this.sweeps.get(0).writes(api.parts().indexOf(part)))
            .toList();
    SweepLoop loop =
        new SweepLoop(
            api,
            elements,
            arguments,
            this.sweeps.stream().map(SweepWriter::width).toList(),
            written);
    loop.keep(method);
    SweepLoop.Step step =
        new SweepLoop.Step() {
          @Override
          public CodeBlock call(int width, CodeBlock first, CodeBlock directions) {
            List<String> gradients = new ArrayList<>(List.of(added));
            for (int d = 0; d < width; d++) {
              gradients.add(sweeps + ".products[" + d + "]");
            }
            return HessianSweeps.call(arguments, List.of(directions), gradients);
          }

          @Override
          public CodeBlock found(CodeBlock index, CodeBlock position) {
            return found.along(index, position);
          }

          @Override
          public CodeBlock after() {
            return CodeBlock.builder().addStatement("$L = $L.spent", added, sweeps).build();
          }
        };
    loop.write(value, CodeBlock.of(count), CodeBlock.of("$L.units", sweeps), step, method);
    method.addStatement("$L.$L = $L", gradient, keptSweeps, sweeps);
    hold(arguments, List.of(gradient), method);
    after.accept(value);
    return method.addStatement("return $L", value).build();
  }

  /** The class with directions and what is found along them. */
  private void addSweeps(TypeSpec.Builder type, TypeSpec.Builder gradient) {
    TypeName array = ArrayTypeName.of(api.gradient());
    int width = isDiagonal() ? 1 : sweeps.get(0).width();
    Arguments arguments = new Arguments(api);
    String d = arguments.local("d");
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameters(arguments.primals())
            .addStatement("this.spent = $L", zeros(arguments))
            .addStatement("this.units = new $T[$L]", api.gradient(), width)
            .addStatement("this.products = new $T[$L]", api.gradient(), width)
            .beginControlFlow("for (int $L = 0; $L < $L; $L++)", d, d, width, d)
            .addStatement("this.units[$L] = $L", d, zeros(arguments))
            .addStatement("this.products[$L] = $L", d, zeros(arguments))
            .endControlFlow();
    if (isDiagonal() && !SweepLoop.isKnown(api)) {
      arguments.unpackArrays(constructor);
      String k = arguments.local("k");
      String count = arguments.local("count");
      constructor
          .addStatement("int $L = $L", count, arguments.count(elements))
          .beginControlFlow("for (int $L = 0; $L < $L; $L++)", k, k, count, k)
          .addStatement(
              "$L",
              elements.set(CodeBlock.of("this.units[0]"), CodeBlock.of(k), CodeBlock.of("1.0")))
          .endControlFlow();
    }
    TypeSpec.Builder kept =
        TypeSpec.classBuilder(SWEEPS)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Directions of sweeps, and what is found along them.\n")
            .addField(api.gradient(), "spent", Modifier.PRIVATE, Modifier.FINAL)
            .addField(array, "units", Modifier.PRIVATE, Modifier.FINAL)
            .addField(array, "products", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(constructor.build());
    type.addType(kept.build());
    gradient.addField(
        FieldSpec.builder(api.nested().nestedClass(SWEEPS), keptSweeps, Modifier.PRIVATE).build());
  }

  /** Types of arrays that are copied. */
  List<Type> copied() {
    return sweeps.stream().flatMap(sweep -> sweep.copied().stream()).toList();
  }
}
