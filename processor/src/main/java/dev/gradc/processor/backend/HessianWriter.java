package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the products of a Hessian with directions, and what is made of them: the Hessian, from the
 * unit directions, and its diagonal, from one direction where it is known to be diagonal.
 */
final class HessianWriter {

  private static final String SWEEP = "forwardOverReverse";

  private final Api api;
  private final GradientFields fields;
  private final Elements elements;
  private final Matrices.Hessian hessian;
  private final List<SweepWriter> sweeps = new ArrayList<>();
  private final String keptSweeps;

  /**
   * @param lazy parts of the gradient that are made on first access
   */
  HessianWriter(
      Api api, GradientFields fields, Elements elements, Set<Part> lazy, Matrices.Hessian hessian) {
    this.api = api;
    this.fields = fields;
    this.elements = elements;
    this.hessian = hessian;
    this.keptSweeps = fields.unused("sweeps");
    for (Sweep sweep : hessian.products()) {
      String width = sweep.width() == 1 ? "" : String.valueOf(sweep.width());
      sweeps.add(new SweepWriter(api, fields, lazy, sweep, fields.unused("kept" + width)));
    }
  }

  private boolean isDiagonal() {
    return hessian.separability().isProven();
  }

  /** Adds the methods, and what a gradient keeps for them. */
  void add(TypeSpec.Builder type, TypeSpec.Builder gradient) {
    type.addMethod(hvp());
    type.addMethod(addHvp());
    type.addMethod(hessian());
    type.addMethod(addHessian());
    type.addMethod(addGradientAndHessian());
    type.addMethod(hessianDiagonal());
    type.addMethod(addHessianDiagonal());
    for (SweepWriter sweep : sweeps) {
      type.addMethod(sweep.products(SWEEP));
      sweep.addStorage(type, gradient);
    }
    type.addMethod(requireSquare(elements));
    addSweeps(type, gradient);
  }

  private CodeBlock zeros(Arguments arguments) {
    return CodeBlock.of("Gradient.zeros($L)", arguments.all());
  }

  private TypeName matrix() {
    return ArrayTypeName.of(ArrayTypeName.of(elements.number()));
  }

  private MethodSpec hvp() {
    Arguments arguments = new Arguments(api);
    MethodSpec.Builder method =
        api.evaluation("hvp", Modifier.STATIC)
            .returns(api.gradient())
            .addParameters(arguments.primals())
            .addParameters(arguments.directions())
            .addJavadoc(
                "The product of the Hessian of {@code $L} with a direction, which has a part for"
                    + " each active parameter:\nhow the gradient changes along it.\n",
                api.source());
    String product = arguments.local("product");
    method.addStatement("$T $L = $L", api.gradient(), product, zeros(arguments));
    method.addStatement(
        "addHvp($L, $L, $L, $L)",
        arguments.all(),
        arguments.allDirections(),
        zeros(arguments),
        product);
    return method.addStatement("return $L", product).build();
  }

  private MethodSpec addHvp() {
    Arguments arguments = new Arguments(api);
    MethodSpec.Builder method =
        api.evaluation("addHvp", Modifier.STATIC)
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameters(arguments.directions())
            .addJavadoc(
                "The value of {@code $L}; its derivative, and the product of its Hessian with a"
                    + " direction, are added to\ngradients that the caller keeps. Allocates nothing"
                    + " but what the method itself allocates, once the first\nof them has been used"
                    + " before.\n",
                api.source());
    String gradient = arguments.local("gradient");
    String product = arguments.local("product");
    method.addParameter(api.gradient(), gradient).addParameter(api.gradient(), product);
    arguments.unpack(method);
    List<CodeBlock> directions = new ArrayList<>();
    for (Part part : api.active()) {
      CodeBlock direction = arguments.directionOf(part);
      if (!part.isWhole() && part.type() instanceof ArrayType) {
        String local = arguments.local(part.name() + "Direction");
        method.addStatement("$T $L = $L", Types.of(part.type()), local, direction);
        direction = CodeBlock.of("$L", local);
      }
      directions.add(direction);
      if (part.type() instanceof ArrayType) {
        CodeBlock shape = Shapes.of(part.type(), arguments.leaf(part));
        method.addCode(
            Shapes.require(
                part.type(),
                direction,
                shape,
                "the direction of '" + part.text() + "'",
                "'" + part.text() + "' itself",
                arguments::local));
      }
    }
    requireShapes(arguments, List.of(gradient, product), method);
    requireTwo(gradient, product, "product", method);
    CodeBlock call = call(arguments, directions, List.of(gradient, product));
    return finish(arguments, call, List.of(gradient, product), method);
  }

  private static CodeBlock call(
      Arguments arguments, List<CodeBlock> directions, List<String> gradients) {
    List<CodeBlock> all = new ArrayList<>(arguments.leaves());
    all.addAll(directions);
    gradients.forEach(it -> all.add(CodeBlock.of("$L", it)));
    return CodeBlock.of("$L($L)", SWEEP, CodeBlock.join(all, ", "));
  }

  /** Returns the value, when the gradients know of the records whose constants they show. */
  private MethodSpec finish(
      Arguments arguments, CodeBlock call, List<String> gradients, MethodSpec.Builder method) {
    if (api.heldRecords().isEmpty()) {
      return method.addStatement("return $L", call).build();
    }
    String value = arguments.local("value");
    method.addStatement("$T $L = $L", api.result(), value, call);
    hold(arguments, gradients, method);
    return method.addStatement("return $L", value).build();
  }

  private void hold(Arguments arguments, List<String> gradients, MethodSpec.Builder method) {
    for (Signature.Parameter record : api.heldRecords()) {
      String field = fields.heldOf(record).orElseThrow();
      gradients.forEach(
          it -> method.addStatement("$L.$L = $L", it, field, arguments.nameOf(record)));
    }
  }

  private void requireShapes(
      Arguments arguments, List<String> gradients, MethodSpec.Builder method) {
    if (!api.activeArrays().isEmpty()) {
      gradients.forEach(it -> method.addStatement("$L.requireShapes($L)", it, arguments.shapes()));
    }
  }

  private static void requireTwo(
      String gradient, String other, String what, MethodSpec.Builder method) {
    method.beginControlFlow("if ($L == $L)", gradient, other);
    method.addStatement(
        "throw new $T($S)",
        IllegalArgumentException.class,
        "the gradient and the " + what + " are one object");
    method.endControlFlow();
  }

  private MethodSpec hessian() {
    Arguments arguments = new Arguments(api);
    MethodSpec.Builder method =
        api.evaluation("hessian", Modifier.STATIC)
            .returns(matrix())
            .addParameters(arguments.primals())
            .addJavadoc(
                "The Hessian of {@code $L}: a row and a column for each element of the active"
                    + " parameters, in order of\ndeclaration, arrays row by row.\n",
                api.source());
    arguments.unpackArrays(method);
    String count = arguments.local("count");
    String matrix = arguments.local("hessian");
    method.addStatement("int $L = $L", count, arguments.count(elements));
    method.addStatement(
        "$T $L = new $T[$L][$L]", matrix(), matrix, elements.number(), count, count);
    method.addStatement("addHessian($L, $L)", arguments.all(), matrix);
    return method.addStatement("return $L", matrix).build();
  }

  private MethodSpec addHessian() {
    Arguments arguments = new Arguments(api);
    String into = arguments.local("into");
    return api.evaluation("addHessian", Modifier.STATIC)
        .returns(api.result())
        .addParameters(arguments.primals())
        .addParameter(matrix(), into)
        .addJavadoc(
            "The value of {@code $L}; its Hessian is added to a matrix that the caller keeps.\n",
            api.source())
        .addStatement("return addHessian($L, $L, $L)", arguments.all(), zeros(arguments), into)
        .build();
  }

  private MethodSpec addGradientAndHessian() {
    Arguments arguments = new Arguments(api);
    String gradient = arguments.local("gradient");
    String into = arguments.local("into");
    MethodSpec.Builder method =
        api.evaluation("addHessian", Modifier.STATIC)
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameter(api.gradient(), gradient)
            .addParameter(matrix(), into)
            .addJavadoc(
                "The value of {@code $L}; its derivative is added to a gradient, and its Hessian to"
                    + " a matrix, that the caller\nkeeps. Allocates nothing but what the method"
                    + " itself allocates, once the gradient has been used before.\n",
                api.source());
    arguments.unpack(method);
    String count = arguments.local("count");
    method.addStatement("int $L = $L", count, arguments.count(elements));
    method.addStatement("requireSquare($L, $L)", into, count);
    requireShapes(arguments, List.of(gradient), method);
    String sweeps = keptSweeps(arguments, gradient, method);
    if (isDiagonal()) {
      String k = arguments.local("k");
      CodeBlock found = CodeBlock.of("$L.products[0]", sweeps);
      method.addStatement("$L.setZero()", found);
      CodeBlock call =
          CodeBlock.of("addHessianDiagonal($L, $L, $L)", arguments.all(), gradient, found);
      String value = arguments.local("value");
      method.addStatement("$T $L = $L", api.result(), value, call);
      method.beginControlFlow("for (int $L = 0; $L < $L; $L++)", k, k, count, k);
      method.addStatement(
          elements.number().equals(TypeName.FLOAT)
              ? "$L[$L][$L] += (float) $L"
              : "$L[$L][$L] += $L",
          into,
          k,
          k,
          elements.get(found, CodeBlock.of(k)));
      method.endControlFlow();
      return method.addStatement("return $L", value).build();
    }
    return unitSweeps(
        arguments,
        gradient,
        sweeps,
        count,
        (index, position) ->
            CodeBlock.builder()
                .addStatement(
                    "$L",
                    elements.moveTo(
                        CodeBlock.of("$L.products[$L]", sweeps, index),
                        CodeBlock.of("$L[$L]", into, position)))
                .build(),
        method);
  }

  private String keptSweeps(Arguments arguments, String gradient, MethodSpec.Builder method) {
    String sweeps = arguments.local("sweeps");
    method.beginControlFlow("if ($L.$L == null)", gradient, keptSweeps);
    method.addStatement("$L.$L = new Sweeps($L)", gradient, keptSweeps, arguments.all());
    method.endControlFlow();
    method.addStatement("Sweeps $L = $L.$L", sweeps, gradient, keptSweeps);
    return sweeps;
  }

  /** What is done with what was found along a unit direction. */
  private interface Found {
    CodeBlock along(CodeBlock index, CodeBlock position);
  }

  /** Along all unit directions; the first sweep gives the gradient, and all others in vain. */
  private MethodSpec unitSweeps(
      Arguments arguments,
      String gradient,
      String sweeps,
      String count,
      Found found,
      MethodSpec.Builder method) {
    String added = arguments.local("added");
    String value = arguments.local("value");
    if (!SweepLoop.isKnown(api)) {
      method.beginControlFlow("if ($L == 0)", count);
      method.addStatement("return addGradient($L, $L)", arguments.all(), gradient);
      method.endControlFlow();
    }
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
            return HessianWriter.call(arguments, List.of(directions), gradients);
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
    hold(arguments, List.of(gradient), method);
    return method.addStatement("return $L", value).build();
  }

  private MethodSpec hessianDiagonal() {
    Arguments arguments = new Arguments(api);
    MethodSpec.Builder method =
        api.evaluation("hessianDiagonal", Modifier.STATIC)
            .returns(api.gradient())
            .addParameters(arguments.primals())
            .addJavadoc("The diagonal of the Hessian of {@code $L}", api.source());
    method.addJavadoc(howDiagonal());
    String diagonal = arguments.local("diagonal");
    method.addStatement("$T $L = $L", api.gradient(), diagonal, zeros(arguments));
    method.addStatement(
        "addHessianDiagonal($L, $L, $L)", arguments.all(), zeros(arguments), diagonal);
    return method.addStatement("return $L", diagonal).build();
  }

  private CodeBlock howDiagonal() {
    if (isDiagonal()) {
      return CodeBlock.of(
          ", in one sweep: no two elements of the\nactive parameters interact in it.\n");
    }
    Origin origin = hessian.separability().interactions().get(0).statement();
    return origin.line() > 0
        ? CodeBlock.of(
            ", in a sweep for every few elements, since\ntwo of them may interact in line $L:"
                + " {@code $L}.\n",
            origin.line(),
            Comments.of(origin))
        : CodeBlock.of(", in a sweep for every few elements.\n");
  }

  private MethodSpec addHessianDiagonal() {
    Arguments arguments = new Arguments(api);
    String gradient = arguments.local("gradient");
    String diagonal = arguments.local("diagonal");
    MethodSpec.Builder method =
        api.evaluation("addHessianDiagonal", Modifier.STATIC)
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameter(api.gradient(), gradient)
            .addParameter(api.gradient(), diagonal)
            .addJavadoc(
                "The value of {@code $L}; its derivative, and the diagonal of its Hessian, are added"
                    + " to gradients that the\ncaller keeps. Allocates nothing but what the method"
                    + " itself allocates, once the first of them has been\nused before.\n",
                api.source());
    arguments.unpack(method);
    requireShapes(arguments, List.of(gradient, diagonal), method);
    requireTwo(gradient, diagonal, "diagonal", method);
    if (isDiagonal()) {
      List<CodeBlock> ones = ones(arguments, gradient, method);
      CodeBlock call = call(arguments, ones, List.of(gradient, diagonal));
      return finish(arguments, call, List.of(gradient, diagonal), method);
    }
    String count = arguments.local("count");
    method.addStatement("int $L = $L", count, arguments.count(elements));
    String sweeps = keptSweeps(arguments, gradient, method);
    hold(arguments, List.of(diagonal), method);
    return unitSweeps(
        arguments,
        gradient,
        sweeps,
        count,
        (index, position) -> {
          CodeBlock product = CodeBlock.of("$L.products[$L]", sweeps, index);
          CodeBlock sum =
              CodeBlock.of(
                  "$L + $L",
                  elements.get(CodeBlock.of(diagonal), position),
                  elements.get(product, position));
          return CodeBlock.builder()
              .addStatement("$L", elements.set(CodeBlock.of(diagonal), position, sum))
              .addStatement("$L.setZero()", product)
              .addStatement("$L.$L = $L.$L", diagonal, fields.value(), product, fields.value())
              .build();
        },
        method);
  }

  /** A one for each element. */
  private List<CodeBlock> ones(Arguments arguments, String gradient, MethodSpec.Builder method) {
    String ones = arguments.local("ones");
    List<CodeBlock> directions = new ArrayList<>();
    if (!SweepLoop.isKnown(api)) {
      String sweeps = keptSweeps(arguments, gradient, method);
      method.addStatement("$T $L = $L.units[0]", api.gradient(), ones, sweeps);
    }
    for (Part part : api.active()) {
      directions.add(
          part.type() instanceof Scalar
              ? CodeBlock.of(part.type() == Scalar.FLOAT ? "1.0f" : "1.0")
              : elements.part(CodeBlock.of("$L", ones), part));
    }
    return directions;
  }

  private static MethodSpec requireSquare(Elements elements) {
    return MethodSpec.methodBuilder("requireSquare")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(ArrayTypeName.of(ArrayTypeName.of(elements.number())), "into")
        .addParameter(TypeName.INT, "count")
        .beginControlFlow("if (into.length != count)")
        .addStatement(
            "throw new $T($S + into.length + $S + count + $S)",
            IllegalArgumentException.class,
            "the matrix has length ",
            ", but the active parameters have ",
            " elements")
        .endControlFlow()
        .beginControlFlow("for (int i = 0; i < count; i++)")
        .beginControlFlow("if (into[i].length != count)")
        .addStatement(
            "throw new $T($S + i + $S + into[i].length + $S + count + $S)",
            IllegalArgumentException.class,
            "the matrix at [",
            "] has length ",
            ", but the active parameters have ",
            " elements")
        .endControlFlow()
        .endControlFlow()
        .build();
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
        TypeSpec.classBuilder("Sweeps")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Directions of sweeps, and what is found along them.\n")
            .addField(api.gradient(), "spent", Modifier.PRIVATE, Modifier.FINAL)
            .addField(array, "units", Modifier.PRIVATE, Modifier.FINAL)
            .addField(array, "products", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(constructor.build());
    type.addType(kept.build());
    gradient.addField(
        FieldSpec.builder(api.nested().nestedClass("Sweeps"), keptSweeps, Modifier.PRIVATE)
            .build());
  }

  /** Types of arrays that are copied. */
  List<Type> copied() {
    return sweeps.stream().flatMap(sweep -> sweep.copied().stream()).toList();
  }

  /** The same API with bodies that throw. */
  static void addThrowing(Api api, Elements elements, TypeSpec.Builder type) {
    TypeName matrix = ArrayTypeName.of(ArrayTypeName.of(elements.number()));
    Arguments product = new Arguments(api);
    type.addMethod(
        api.evaluation("hvp", Modifier.STATIC)
            .returns(api.gradient())
            .addParameters(product.primals())
            .addParameters(product.directions())
            .addCode(Throwing.body(api))
            .build());
    Arguments sum = new Arguments(api);
    type.addMethod(
        api.evaluation("addHvp", Modifier.STATIC)
            .returns(api.result())
            .addParameters(sum.primals())
            .addParameters(sum.directions())
            .addParameter(api.gradient(), sum.local("gradient"))
            .addParameter(api.gradient(), sum.local("product"))
            .addCode(Throwing.body(api))
            .build());
    Arguments given = new Arguments(api);
    String gradient = given.local("gradient");
    String into = given.local("into");
    type.addMethod(throwing("hessian", matrix, given, api).build());
    type.addMethod(
        throwing("addHessian", api.result(), given, api).addParameter(matrix, into).build());
    type.addMethod(
        throwing("addHessian", api.result(), given, api)
            .addParameter(api.gradient(), gradient)
            .addParameter(matrix, into)
            .build());
    type.addMethod(throwing("hessianDiagonal", api.gradient(), given, api).build());
    type.addMethod(
        throwing("addHessianDiagonal", api.result(), given, api)
            .addParameter(api.gradient(), gradient)
            .addParameter(api.gradient(), given.local("diagonal"))
            .build());
  }

  private static MethodSpec.Builder throwing(
      String name, TypeName result, Arguments given, Api api) {
    return api.evaluation(name, Modifier.STATIC)
        .returns(result)
        .addParameters(given.primals())
        .addCode(Throwing.body(api));
  }
}
