package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code hessian} and {@code addHessian}: from the unit directions, a few of them in each
 * sweep, or from the diagonal where nothing else is there.
 */
final class HessianWriter {

  private final Api api;
  private final Elements elements;
  private final HessianSweeps sweeps;

  HessianWriter(Api api, Elements elements, HessianSweeps sweeps) {
    this.api = api;
    this.elements = elements;
    this.sweeps = sweeps;
  }

  /** Adds the methods. */
  void add(TypeSpec.Builder type) {
    type.addMethod(hessian());
    type.addMethod(addHessian());
    type.addMethod(addGradientAndHessian());
    type.addMethod(requireSquare(elements));
  }

  private MethodSpec hessian() {
    Arguments arguments = new Arguments(api);
    MethodSpec.Builder method =
        api.evaluation("hessian", Modifier.STATIC)
            .returns(sweeps.matrix())
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
        "$T $L = new $T[$L][$L]", sweeps.matrix(), matrix, elements.number(), count, count);
    method.addStatement("addHessian($L, $L)", arguments.all(), matrix);
    return method.addStatement("return $L", matrix).build();
  }

  private MethodSpec addHessian() {
    Arguments arguments = new Arguments(api);
    String into = arguments.local("into");
    return api.evaluation("addHessian", Modifier.STATIC)
        .returns(api.result())
        .addParameters(arguments.primals())
        .addParameter(sweeps.matrix(), into)
        .addJavadoc(
            "The value of {@code $L}; its Hessian is added to a matrix that the caller keeps.\n",
            api.source())
        .addStatement(
            "return addHessian($L, $L, $L)", arguments.all(), sweeps.zeros(arguments), into)
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
            .addParameter(sweeps.matrix(), into)
            .addJavadoc(
                "The value of {@code $L}; its derivative is added to a gradient, and its Hessian to"
                    + " a matrix, that the caller\nkeeps. Allocates nothing but what the method"
                    + " itself allocates, once the gradient has been used before.\n",
                api.source());
    method.addCode(Given.require(api.gradient(), gradient));
    method.addCode(Given.require(sweeps.matrix(), into));
    arguments.unpack(method);
    String count = arguments.local("count");
    method.addStatement("int $L = $L", count, arguments.count(elements));
    method.addStatement("requireSquare($L, $L)", into, count);
    sweeps.requireShapes(arguments, List.of(gradient), method);
    sweeps.requireOthers(arguments, gradient, into, method);
    String kept = sweeps.kept(arguments, gradient, method);
    if (sweeps.isDiagonal()) {
      String k = arguments.local("k");
      CodeBlock found = CodeBlock.of("$L.products[0]", kept);
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
    return sweeps.unitSweeps(
        arguments,
        gradient,
        kept,
        count,
        (index, position) ->
            CodeBlock.builder()
                .addStatement(
                    "$L",
                    elements.moveTo(
                        CodeBlock.of("$L.products[$L]", kept, index),
                        CodeBlock.of("$L[$L]", into, position)))
                .build(),
        value -> {},
        method);
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
