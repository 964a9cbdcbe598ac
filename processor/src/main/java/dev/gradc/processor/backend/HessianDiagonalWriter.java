package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code hessianDiagonal} and {@code addHessianDiagonal}: from one direction of ones where
 * the Hessian is known to be diagonal, from the unit directions where it is not.
 */
final class HessianDiagonalWriter {

  private final Api api;
  private final GradientFields fields;
  private final Elements elements;
  private final HessianSweeps sweeps;

  HessianDiagonalWriter(Api api, GradientFields fields, Elements elements, HessianSweeps sweeps) {
    this.api = api;
    this.fields = fields;
    this.elements = elements;
    this.sweeps = sweeps;
  }

  /** Adds the methods. */
  void add(TypeSpec.Builder type) {
    type.addMethod(hessianDiagonal());
    type.addMethod(addHessianDiagonal());
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
    method.addStatement("$T $L = $L", api.gradient(), diagonal, sweeps.zeros(arguments));
    method.addStatement(
        "addHessianDiagonal($L, $L, $L)", arguments.all(), sweeps.zeros(arguments), diagonal);
    return method.addStatement("return $L", diagonal).build();
  }

  private CodeBlock howDiagonal() {
    if (sweeps.isDiagonal()) {
      return CodeBlock.of(
          ", in one sweep: no two elements of the\nactive parameters interact in it.\n");
    }
    Origin origin = sweeps.interaction().statement();
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
    method.addCode(Given.require(api.gradient(), gradient));
    method.addCode(Given.require(api.gradient(), diagonal));
    arguments.unpack(method);
    sweeps.requireShapes(arguments, List.of(gradient, diagonal), method);
    HessianSweeps.requireTwo(gradient, diagonal, "diagonal", method);
    sweeps.requireOthers(arguments, List.of(gradient, diagonal), List.of(), method);
    if (sweeps.isDiagonal()) {
      List<CodeBlock> ones = ones(arguments, gradient, method);
      CodeBlock call = HessianSweeps.call(arguments, ones, List.of(gradient, diagonal));
      return sweeps.finish(arguments, call, List.of(gradient, diagonal), method);
    }
    String count = arguments.local("count");
    method.addStatement("int $L = $L", count, arguments.count(elements));
    String kept = sweeps.kept(arguments, gradient, method);
    sweeps.hold(arguments, List.of(diagonal), method);
    return sweeps.unitSweeps(
        arguments,
        gradient,
        kept,
        count,
        (index, position) -> {
          CodeBlock product = CodeBlock.of("$L.products[$L]", kept, index);
          CodeBlock sum =
              CodeBlock.of(
                  "$L + $L",
                  elements.get(CodeBlock.of(diagonal), position),
                  elements.get(product, position));
          return CodeBlock.builder()
              .addStatement("$L", elements.set(CodeBlock.of(diagonal), position, sum))
              .addStatement("$L.setZero()", product)
              .build();
        },
        value -> method.addStatement("$L.$L = $L", diagonal, fields.value(), value),
        method);
  }

  /** A one for each element. */
  private List<CodeBlock> ones(Arguments arguments, String gradient, MethodSpec.Builder method) {
    String ones = arguments.local("ones");
    List<CodeBlock> directions = new ArrayList<>();
    if (!SweepLoop.isKnown(api)) {
      String kept = sweeps.kept(arguments, gradient, method);
      method.addStatement("$T $L = $L.units[0]", api.gradient(), ones, kept);
    }
    for (Part part : api.active()) {
      directions.add(
          part.type() instanceof Scalar
              ? CodeBlock.of(part.type() == Scalar.FLOAT ? "1.0f" : "1.0")
              : elements.part(CodeBlock.of("$L", ones), part));
    }
    return directions;
  }
}
