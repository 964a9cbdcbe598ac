package dev.gradc.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

/** All that is compared at one point, in order; what makes no sense after a failure is left out. */
final class Examination {

  private final Differentiated f;
  private final Settings settings;
  private final Precision precision;
  private final Protocol protocol;

  private Examination(Differentiated f, Settings settings, Protocol protocol) {
    this.f = f;
    this.protocol = protocol;
    this.settings = settings;
    this.precision =
        settings.tolerance().isPresent()
            ? f.precision().withTolerance(settings.tolerance().getAsDouble())
            : f.precision();
  }

  /**
   * @param made gives what is to be compared, which may need the function's value
   */
  static CheckResult of(String name, Supplier<Differentiated> made, Settings settings) {
    Protocol protocol = new Protocol();
    try {
      new Examination(made.get(), settings, protocol).examine();
    } catch (EvaluationException e) {
      protocol.fail(Finding.of(Finding.Kind.NOT_EVALUATED, name, e.getMessage()));
    }
    return protocol.result(name);
  }

  private void examine() {
    SplittableRandom random = new SplittableRandom(settings.randomSeed());
    Directions directions = Directions.at(f.point(), movedParts(), random);
    if (directions.all().isEmpty()) {
      protocol.fail(
          Finding.of(
              Finding.Kind.NOT_COMPARED,
              "inputs",
              "there is nothing to compare: no active parameter has an element that can be moved"));
      return;
    }
    if (f.writesInputs()) {
      protocol.note("the function writes its arrays; derivatives are by what they held before");
    }
    Values values = new Values(f, precision, protocol);
    double[] value = values.value();
    if (protocol.hasFailed()) {
      return;
    }
    Cotangents cotangents =
        new Cotangents(value, f.outputs().parts(), f.isScalar(), chosen(), directions);
    boolean isGradientRight = true;
    if (f.gradient().isPresent()) {
      values.checkGradient(cotangents);
      isGradientRight =
          !protocol.hasFailed() && isRight(Candidate.gradient(f, value, cotangents), directions);
    }
    if (f.jvp().isPresent()) {
      jvp(value, cotangents, directions, isGradientRight);
    }
    if (isGradientRight && f.gradient().isPresent()) {
      new TapeCheck(f, precision, protocol).passesAreTheGradient(cotangents);
      f.jacobian()
          .ifPresent(
              it -> unlessRefused("jacobian", () -> matrices(random).jacobianIsGradients(it)));
      secondOrderUnlessRefused(directions, random);
    }
  }

  private void jvp(
      double[] value, Cotangents cotangents, Directions directions, boolean isGradientRight) {
    try {
      boolean isRight = isRight(Candidate.jvp(f, value, cotangents), directions);
      if (isRight && isGradientRight && f.gradient().isPresent()) {
        new Products(f, directions, precision, protocol).jvpIsTheTransposeOfTheGradient(cotangents);
      }
    } catch (RefusedException e) {
      protocol.note("jvp not compared: " + e.getMessage());
    }
  }

  private void secondOrderUnlessRefused(Directions directions, SplittableRandom random) {
    unlessRefused("hvp", () -> secondOrder(directions, random));
  }

  private void unlessRefused(String derivative, Runnable check) {
    try {
      check.run();
    } catch (RefusedException e) {
      protocol.note(derivative + " not compared: " + e.getMessage());
    }
  }

  private void secondOrder(Directions directions, SplittableRandom random) {
    if (f.hvp().isEmpty()) {
      return;
    }
    double[] gradient = f.gradient(f.point(), new double[] {1});
    if (!isRight(Candidate.hvp(f, gradient, directions), directions)) {
      return;
    }
    new Products(f, directions, precision, protocol).hessianIsSymmetric();
    Matrices matrices = matrices(random);
    f.hessian()
        .ifPresent(
            it ->
                unlessRefused(
                    "hessian", () -> matrices.hessianIsProducts(it, f.hvp().orElseThrow())));
    f.hessianDiagonal().ifPresent(it -> matrices.diagonalIsProducts(it, f.hvp().orElseThrow()));
  }

  private boolean isRight(Candidate candidate, Directions directions) {
    return new DerivativeCheck(candidate, f, directions, precision, protocol)
        .run(settings.directions());
  }

  private Matrices matrices(SplittableRandom random) {
    return new Matrices(f, precision, protocol, random);
  }

  private double[] chosen() {
    if (settings.cotangent() == null) {
      return null;
    }
    double[] chosen = f.outputs().vector(settings.cotangent());
    if (Arrays.stream(chosen).allMatch(element -> element == 0)) {
      throw new IllegalArgumentException("with a cotangent of zeros nothing is compared");
    }
    return chosen;
  }

  /** The parts that the user has not excluded, without elements that are not finite. */
  private Map<String, List<Integer>> movedParts() {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    TreeSet<String> unknown = new TreeSet<>(settings.excluded());
    f.inputs()
        .parts()
        .forEach(
            (name, elements) -> {
              boolean isExcluded = false;
              for (String excluded : settings.excluded()) {
                if (name.equals(excluded) || name.startsWith(excluded + ".")) {
                  unknown.remove(excluded);
                  isExcluded = true;
                }
              }
              if (!isExcluded) {
                parts.put(name, finite(elements));
              }
            });
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no %s to exclude; the parts are %s"
              .formatted(unknown.first(), f.inputs().parts().keySet()));
    }
    return parts;
  }

  private List<Integer> finite(List<Integer> elements) {
    List<Integer> finite = new ArrayList<>();
    for (int element : elements) {
      if (Double.isFinite(f.point()[element])) {
        finite.add(element);
      } else {
        protocol.note(
            "%s is %s and is not moved".formatted(f.inputs().nameOf(element), f.point()[element]));
      }
    }
    return finite;
  }
}
