package dev.gradc.check;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A derivative that is compared with differences of a function.
 *
 * @param label what messages call it: {@code gradient}
 * @param reference what messages call the differences
 * @param value of the function at the point
 * @param results the elements of each part of what the function gives
 * @param resultName names an element of it
 * @param cotangents makes one in which some of the results count
 * @param isFixed whether there is only one, which the user has chosen
 * @param derivative by the cotangent
 */
record Candidate(
    String label,
    String reference,
    Finding.Kind kind,
    UnaryOperator<double[]> function,
    double[] value,
    Map<String, List<Integer>> results,
    IntFunction<String> resultName,
    Function<List<Integer>, double[]> cotangents,
    boolean isFixed,
    Function<double[], Slope.Along> derivative) {

  static Candidate gradient(Differentiated f, double[] value, Cotangents cotangents) {
    return new Candidate(
        "gradient",
        "differences",
        Finding.Kind.GRADIENT,
        f.value(),
        value,
        f.outputs().parts(),
        f.outputs()::nameOf,
        cotangents::of,
        cotangents.isFixed(),
        cotangent -> {
          double[] gradient = f.gradient(f.point(), cotangent);
          return direction -> Slope.ofProduct(gradient, direction);
        });
  }

  static Candidate jvp(Differentiated f, double[] value, Cotangents cotangents) {
    return new Candidate(
        "jvp",
        "differences",
        Finding.Kind.JVP,
        f.value(),
        value,
        f.outputs().parts(),
        f.outputs()::nameOf,
        cotangents::of,
        cotangents.isFixed(),
        cotangent ->
            direction ->
                Slope.ofProduct(cotangent, f.jvp().orElseThrow().apply(f.point(), direction)));
  }

  /** Here the function is the gradient, and cotangents are directions too. */
  static Candidate hvp(Differentiated f, double[] gradient, Directions directions) {
    double[] one = {1};
    return new Candidate(
        "hvp",
        "differences of gradients",
        Finding.Kind.HVP,
        point -> f.gradient(point, one),
        gradient,
        directions.parts(),
        f.inputs()::nameOf,
        elements -> directions.of(elements, false),
        false,
        factor ->
            direction ->
                Slope.ofProduct(factor, f.hvp().orElseThrow().apply(f.point(), direction)));
  }
}
