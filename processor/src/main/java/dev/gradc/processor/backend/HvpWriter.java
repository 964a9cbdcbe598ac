package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code hvp} and {@code addHvp}: products of a Hessian with a direction. */
final class HvpWriter {

  private final Api api;
  private final HessianSweeps sweeps;

  HvpWriter(Api api, HessianSweeps sweeps) {
    this.api = api;
    this.sweeps = sweeps;
  }

  /** Adds the methods. */
  void add(TypeSpec.Builder type) {
    type.addMethod(hvp());
    type.addMethod(addHvp());
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
                    + " each active parameter:\nhow the gradient changes along it.$L\n",
                api.source(),
                api.shaped().stream().anyMatch(part -> Shapes.holdsTensors(part.type()))
                    ? " Of tensors there is no {@code hessian} and no {@code hessianDiagonal}, only such"
                        + " products."
                    : "");
    String product = arguments.local("product");
    method.addStatement("$T $L = $L", api.gradient(), product, sweeps.zeros(arguments));
    method.addStatement(
        "addHvp($L, $L, $L, $L)",
        arguments.all(),
        arguments.allDirections(),
        sweeps.zeros(arguments),
        product);
    return method.addStatement("return $L", product).build();
  }

  private MethodSpec addHvp() {
    Arguments arguments = new Arguments(api);
    List<ParameterSpec> given = arguments.directions();
    MethodSpec.Builder method =
        api.evaluation("addHvp", Modifier.STATIC)
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameters(given)
            .addJavadoc(
                "The value of {@code $L}; its derivative, and the product of its Hessian with a"
                    + " direction, are added to\ngradients that the caller keeps. Allocates nothing"
                    + " but what the method itself allocates, once the first\nof them has been used"
                    + " before.\n",
                api.source());
    String gradient = arguments.local("gradient");
    String product = arguments.local("product");
    method.addParameter(api.gradient(), gradient).addParameter(api.gradient(), product);
    method.addCode(Given.require(given));
    method.addCode(Given.require(api.gradient(), gradient));
    method.addCode(Given.require(api.gradient(), product));
    arguments.unpack(method);
    List<CodeBlock> directions = new ArrayList<>();
    List<InputCheck.Input> read = new ArrayList<>();
    for (Part part : api.active()) {
      CodeBlock direction = arguments.directionOf(part);
      if (!part.isWhole() && Shapes.areIn(part.type())) {
        String local = arguments.local(part.name() + "Direction");
        method.addStatement("$T $L = $L", Types.of(part.type()), local, direction);
        direction = CodeBlock.of("$L", local);
        method.addCode(
            Given.require(part.leaf(), direction, "the direction of '" + part.text() + "'"));
      }
      boolean canBeLeftOut =
          Shapes.isTensorArray(part.type()) || (Shapes.isTensor(part.type()) && !part.isWhole());
      directions.add(
          canBeLeftOut ? Shapes.orZeros(part.type(), direction, arguments.leaf(part)) : direction);
      if (!InputCheck.isCopy(part.leaf())) {
        read.add(
            new InputCheck.Input(part.type(), direction, "the direction of '" + part.text() + "'"));
      }
      if (Shapes.areIn(part.type())) {
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
    sweeps.requireShapes(arguments, List.of(gradient, product), method);
    HessianSweeps.requireTwo(gradient, product, "product", method);
    method.addCode(distinct(arguments, directions));
    sweeps.requireOthers(arguments, List.of(gradient, product), read, method);
    CodeBlock call = HessianSweeps.call(arguments, directions, List.of(gradient, product));
    return sweeps.finish(arguments, call, List.of(gradient, product), method);
  }

  /**
   * As in forward mode, a direction of what is written stands for what is written along with it.
   */
  private CodeBlock distinct(Arguments arguments, List<CodeBlock> directions) {
    List<AliasCheck.Place> places = new ArrayList<>();
    List<Part> parts = api.parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      String subject = "'" + part.text() + "'";
      places.add(
          new AliasCheck.Place(part.type(), arguments.leaf(part), subject, sweeps.writes(i)));
    }
    for (int i = 0; i < directions.size(); i++) {
      Part part = api.active().get(i);
      boolean isWritten = sweeps.writes(parts.indexOf(part));
      String subject = "the direction of '" + part.text() + "'";
      places.add(new AliasCheck.Place(part.type(), directions.get(i), subject, isWritten));
    }
    return AliasCheck.of(places, parts.size(), arguments::local);
  }
}
