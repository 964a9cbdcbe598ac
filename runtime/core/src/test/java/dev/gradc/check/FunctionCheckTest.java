package dev.gradc.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.Detach;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives written by hand, right ones and wrong ones. */
final class FunctionCheckTest {

  private record Linear(double[][] w, double[] b) {}

  private record Losses(double l1, double l2) {}

  private static double energy(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.sin(x[i]) * x[(i + 1) % x.length] + x[i] * x[i];
    }
    return sum;
  }

  private static double[] energyGradient(double[] x) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int next = (i + 1) % x.length;
      gradient[i] += Math.cos(x[i]) * x[next] + 2 * x[i];
      gradient[next] += Math.sin(x[i]);
    }
    return gradient;
  }

  private static double[] point(int length) {
    Random random = new Random(length);
    return random.doubles(length, -2, 2).toArray();
  }

  private static FunctionCheck<double[], Double> energyWith(UnaryOperator<double[]> change) {
    return GradientCheck.function(FunctionCheckTest::energy)
        .gradient(x -> change.apply(energyGradient(x)));
  }

  private static Finding only(CheckResult result) {
    assertEquals(1, result.findings().size(), result::report);
    assertThrows(AssertionError.class, result::assertCorrect);
    return result.findings().get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 24, 25, 100, 3000})
  void rightGradientIsAccepted(int length) {
    energyWith(gradient -> gradient).at(point(length)).assertCorrect();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 24, 25, 100, 3000})
  void signIsFound(int length) {
    Finding finding =
        only(energyWith(g -> Arrays.stream(g).map(e -> -e).toArray()).at(point(length)));
    assertEquals(Finding.Kind.GRADIENT, finding.kind());
    assertEquals(-finding.expected(), finding.actual(), 1e-6 * Math.abs(finding.actual()));
    if (length > 1 && length <= 100) {
      assertTrue(finding.text().contains("each by the factor -1"), finding.text());
    }
  }

  @Test
  void factorIsFound() {
    Finding finding =
        only(energyWith(g -> Arrays.stream(g).map(e -> e / 2).toArray()).at(point(7)));
    assertTrue(finding.text().contains("7 of 7 elements are off, each by the factor 0.5"));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 60, 700, 20_000})
  void oneElementOffIsNamed(int length) {
    int wrong = length / 3;
    double[] x = point(length);
    Finding finding =
        only(
            energyWith(
                    gradient -> {
                      gradient[wrong] *= 1.5;
                      return gradient;
                    })
                .at(x));
    assertEquals("x[" + wrong + "]", finding.place());
    double right = energyGradient(x)[wrong];
    assertEquals(right, finding.expected(), Math.max(1e-7, 3 * finding.error()));
    assertEquals(1.5 * right, finding.actual(), 1e-12);
    assertTrue(finding.text().contains("x[" + wrong + "]: gradient "), finding.text());
  }

  @Test
  void smallErrorIsFound() {
    Finding finding =
        only(
            energyWith(
                    gradient -> {
                      gradient[2] *= 1 + 1e-5;
                      return gradient;
                    })
                .at(point(5)));
    assertEquals("x[2]", finding.place());
  }

  @Test
  void gradientInTheWrongPlaceIsFound() {
    only(
        GradientCheck.function((Linear model) -> energy(model.b()) + 2 * energy(model.w()[1]))
            .gradient(
                model ->
                    new Linear(
                        new double[][] {energyGradient(model.b()), new double[model.b().length]},
                        energyGradient(model.w()[1])))
            .at(new Linear(new double[][] {point(3), point(3)}, new double[] {1, 2, 3})));
  }

  @Test
  void elementOfARecordIsNamed() {
    Finding finding =
        only(
            GradientCheck.function((Linear model) -> energy(model.b()) + 2 * energy(model.w()[1]))
                .gradient(
                    model -> {
                      double[] row = energyGradient(model.w()[1]);
                      Arrays.setAll(row, i -> i == 2 ? 0 : 2 * row[i]);
                      return new Linear(
                          new double[][] {new double[3], row}, energyGradient(model.b()));
                    })
                .at(new Linear(new double[][] {point(3), point(3)}, new double[] {1, 2, 3})));
    assertEquals("w[1][2]", finding.place());
    assertEquals(0, finding.actual());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-30, 1e-8, 1e-3, 1, 1e3, 1e8, 1e100})
  void scaleOfTheInputDoesNotMatter(double scale) {
    double[] x = Arrays.stream(point(6)).map(e -> e * scale).toArray();
    Function<double[], Double> scaled = y -> energy(Arrays.stream(y).map(e -> e / scale).toArray());
    UnaryOperator<double[]> gradient =
        y ->
            Arrays.stream(energyGradient(Arrays.stream(y).map(e -> e / scale).toArray()))
                .map(e -> e / scale)
                .toArray();
    GradientCheck.function(scaled).gradient(gradient).at(x).assertCorrect();
    only(
        GradientCheck.function(scaled)
            .gradient(
                y -> {
                  double[] wrong = gradient.apply(y);
                  wrong[4] = 0.9 * wrong[4];
                  return wrong;
                })
            .at(x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e-8, 1, 1e8, 1e100})
  void scaleOfTheValueDoesNotMatter(double scale) {
    GradientCheck.function((double[] x) -> scale * energy(x))
        .gradient(x -> Arrays.stream(energyGradient(x)).map(e -> e * scale).toArray())
        .at(point(6))
        .assertCorrect();
    only(
        GradientCheck.function((double[] x) -> scale * energy(x))
            .gradient(x -> Arrays.stream(energyGradient(x)).map(e -> -e * scale).toArray())
            .at(point(6)));
  }

  @Test
  void partsOfDifferentScaleAreTriedByThemselves() {
    record Mixed(double large, double small) {}
    FunctionCheck<Mixed, Double> check =
        GradientCheck.function(
            (Mixed x) -> x.large() * x.large() / 1e8 + Math.sin(1e8 * x.small()));
    Mixed at = new Mixed(1e8, 1e-8);
    check
        .gradient(x -> new Mixed(2 * x.large() / 1e8, 1e8 * Math.cos(1e8 * x.small())))
        .at(at)
        .assertCorrect();
    Finding finding = only(check.gradient(x -> new Mixed(2 * x.large() / 1e8, 1e8)).at(at));
    assertEquals("small", finding.place());
  }

  @Test
  void floatsAreCheckedAsFloats() {
    float[] x = {0.3f, -1.2f, 2.5f};
    Function<float[], Float> function = y -> (float) Math.tanh(y[0] * y[1]) + y[2] * y[2] * y[0];
    FunctionCheck<float[], Float> check = GradientCheck.function(function);
    check.gradient(y -> floats(y, 1)).at(x).assertCorrect();
    check.gradient(y -> floats(y, 1)).at(new float[] {3e4f, 2e-5f, 1e3f}).assertCorrect();
    assertEquals("x[1]", only(check.gradient(y -> floats(y, 1.02f)).at(x)).place());
  }

  private static float[] floats(float[] y, float factor) {
    float tanh = (float) Math.tanh(y[0] * y[1]);
    float slope = 1 - tanh * tanh;
    return new float[] {slope * y[1] + y[2] * y[2], factor * slope * y[0], 2 * y[2] * y[0]};
  }

  @Test
  void oneWrongAmongManyFloatsIsFound() {
    float[] x = new float[400];
    IntStream.range(0, x.length).forEach(i -> x[i] = (float) Math.sin(i + 1));
    FunctionCheck<float[], Float> check =
        GradientCheck.function(
            (float[] y) -> {
              float sum = 0;
              for (float each : y) {
                sum += each * each * each;
              }
              return sum;
            });
    check.gradient(y -> cubes(y, -1)).at(x).assertCorrect();
    assertEquals("x[170]", only(check.gradient(y -> cubes(y, 170)).at(x)).place());
  }

  private static float[] cubes(float[] y, int wrong) {
    float[] gradient = new float[y.length];
    IntStream.range(0, y.length).forEach(i -> gradient[i] = (i == wrong ? 2 : 3) * y[i] * y[i]);
    return gradient;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-2, 1e-4, 1e-6, 1e-8})
  void kinkNearbyIsNoHindrance(double distance) {
    FunctionCheck<Double, Double> relu = GradientCheck.function((Double x) -> Math.max(0, x - 1));
    relu.gradient(x -> x > 1 ? 1.0 : 0.0).at(1 + distance).assertCorrect();
    relu.gradient(x -> x > 1 ? 1.0 : 0.0).at(1 - distance).assertCorrect();
    assertEquals(Finding.Kind.GRADIENT, only(relu.gradient(x -> 0.5).at(1 + distance)).kind());
  }

  @Test
  void kinkIsToldAsSuchAndNotAsWrong() {
    FunctionCheck<Double, Double> relu = GradientCheck.function((Double x) -> Math.max(0, x - 1));
    for (double gradient : new double[] {0, 0.5, 1}) {
      for (double near : new double[] {0, 1e-13}) {
        Finding finding = only(relu.gradient(x -> gradient).at(1 + near));
        assertEquals(Finding.Kind.NOT_COMPARED, finding.kind(), finding.text());
        assertTrue(
            finding.text().contains("a kink, differences are 0 to the left and 1 to the right"),
            finding.text());
      }
    }
  }

  @Test
  void kinkInOneElementLeavesTheOthersToBeCompared() {
    FunctionCheck<double[], Double> norm =
        GradientCheck.function((double[] x) -> Arrays.stream(x).map(Math::abs).sum());
    CheckResult right =
        norm.gradient(x -> Arrays.stream(x).map(Math::signum).toArray())
            .at(new double[] {1, 0, -2});
    right.assertCorrect();
    assertTrue(right.report().contains("gradient not compared at x[1]: a kink"), right::report);
    Finding finding =
        only(
            norm.gradient(x -> Arrays.stream(x).map(e -> e < 0 ? 1 : Math.signum(e)).toArray())
                .at(new double[] {1, 0, -2}));
    assertEquals("x[2]", finding.place());
  }

  @Test
  void edgeOfTheDomainIsNoHindrance() {
    FunctionCheck<Double, Double> log =
        GradientCheck.function(
            (Double x) -> {
              if (x <= 0) {
                throw new IllegalArgumentException("not positive");
              }
              return Math.log(x);
            });
    log.gradient(x -> 1 / x).at(1e-12).assertCorrect();
    only(log.gradient(x -> -1 / x).at(1e-12));
    Finding at = only(log.gradient(x -> 1 / x).at(0.0));
    assertEquals(Finding.Kind.NOT_EVALUATED, at.kind());
    assertTrue(at.text().contains("IllegalArgumentException: not positive"), at.text());
    Finding edge =
        only(GradientCheck.function((Double x) -> Math.pow(x, 1.5)).gradient(x -> 0.0).at(0.0));
    assertEquals(Finding.Kind.NOT_COMPARED, edge.kind());
    assertTrue(edge.text().contains("no finite values on both sides"), edge.text());
  }

  @Test
  void infiniteAndUndefinedAreNamed() {
    Finding value =
        only(GradientCheck.function((Double x) -> Math.log(x)).gradient(x -> 1 / x).at(-1.0));
    assertEquals(Finding.Kind.NOT_FINITE, value.kind());
    assertTrue(value.text().contains("value is NaN"), value.text());
    Finding gradient =
        only(
            GradientCheck.function((double[] x) -> Math.sqrt(x[0]) + x[1])
                .gradient(x -> new double[] {0.5 / Math.sqrt(x[0]), 1})
                .at(new double[] {0, 1}));
    assertEquals(Finding.Kind.NOT_FINITE, gradient.kind());
    assertTrue(gradient.text().contains("the gradient of x[0] is Infinity"), gradient.text());
    CheckResult masked =
        GradientCheck.function((double[] x) -> Math.exp(x[0]) + Math.exp(x[1]))
            .gradient(x -> new double[] {Math.exp(x[0]), Math.exp(x[1])})
            .at(new double[] {Double.NEGATIVE_INFINITY, 1});
    masked.assertCorrect();
    assertTrue(masked.report().contains("x[0] is -Infinity and is not moved"), masked::report);
  }

  @Test
  void steepFunctionsDoNotDeceive() {
    FunctionCheck<Double, Double> exp = GradientCheck.function((Double x) -> Math.exp(100 * x));
    exp.gradient(x -> 100 * Math.exp(100 * x)).at(1.0).assertCorrect();
    only(exp.gradient(x -> 100.01 * Math.exp(100 * x)).at(1.0));
    FunctionCheck<Double, Double> wave = GradientCheck.function((Double x) -> Math.sin(1e5 * x));
    wave.gradient(x -> 1e5 * Math.cos(1e5 * x)).at(1.0).assertCorrect();
    only(wave.gradient(x -> 1.001e5 * Math.cos(1e5 * x)).at(1.0));
  }

  @Test
  void criticalPointsAreCompared() {
    FunctionCheck<Double, Double> square = GradientCheck.function((Double x) -> x * x + 3);
    square.gradient(x -> 2 * x).at(0.0).assertCorrect();
    only(square.gradient(x -> 2 * x + 1e-3).at(0.0));
    FunctionCheck<Double, Double> constant = GradientCheck.function((Double x) -> 0 * x + 3);
    constant.gradient(x -> 0.0).at(1.0).assertCorrect();
    only(constant.gradient(x -> 1e-6).at(1.0));
  }

  @Test
  void noisyFunctionsAreNotTakenToBeWrong() {
    FunctionCheck<Double, Double> noisy =
        GradientCheck.function((Double x) -> (1e7 + Math.sin(x)) - 1e7);
    noisy.gradient(x -> Math.cos(x)).at(1.0).assertCorrect();
    only(noisy.gradient(x -> 1.01 * Math.cos(x)).at(1.0));
    for (double large : new double[] {1e10, 1e12}) {
      CheckResult hopeless =
          GradientCheck.function((Double x) -> (large + Math.sin(x)) - large)
              .gradient(x -> Math.cos(x))
              .at(1.0);
      assertEquals(Finding.Kind.NOT_COMPARED, only(hopeless).kind(), hopeless::report);
      assertTrue(hopeless.report().contains("do not converge"), hopeless::report);
    }
  }

  @Test
  void functionMustGiveTheSameAgain() {
    Random random = new Random(1);
    Finding finding =
        only(
            GradientCheck.function((Double x) -> x + random.nextDouble())
                .gradient(x -> 1.0)
                .at(2.0));
    assertEquals(Finding.Kind.NOT_REPEATABLE, finding.kind());
    assertTrue(finding.text().contains("when it is evaluated again"), finding.text());
    Finding ofGradient =
        only(
            GradientCheck.function((Double x) -> x)
                .gradient(x -> 1 + 1e-9 * random.nextDouble())
                .at(2.0));
    assertEquals(Finding.Kind.NOT_REPEATABLE, ofGradient.kind());
  }

  @Test
  void writtenInputsAreCopies() {
    double[] x = {1, 2, 3};
    CheckResult result =
        GradientCheck.function(
                (double[] y) -> {
                  y[0] *= y[1];
                  y[0] *= y[0];
                  return y[0] + y[2];
                })
            .gradient(y -> new double[] {2 * y[0] * y[1] * y[1], 2 * y[0] * y[0] * y[1], 1})
            .at(x);
    result.assertCorrect();
    assertTrue(result.report().contains("the function writes its arrays"), result::report);
    assertEquals("[1.0, 2.0, 3.0]", Arrays.toString(x));
  }

  @Test
  void emptyArraysAreTold() {
    CheckResult result =
        GradientCheck.function((Linear model) -> energy(model.b()))
            .gradient(model -> new Linear(new double[0][0], energyGradient(model.b())))
            .at(new Linear(new double[0][0], point(2)));
    result.assertCorrect();
    assertTrue(result.compared().size() == 1, result::report);
    Finding finding =
        only(
            GradientCheck.function((double[] x) -> 1.0)
                .gradient(x -> new double[0])
                .at(new double[0]));
    assertEquals(Finding.Kind.NOT_COMPARED, finding.kind());
    assertTrue(finding.text().contains("nothing to compare"), finding.text());
  }

  @Test
  void resultsWithoutNumbersAreTold() {
    Finding finding =
        only(
            GradientCheck.function((double[] x) -> new double[0])
                .pullback((x, seed) -> new double[x.length])
                .at(point(2)));
    assertEquals(Finding.Kind.NOT_COMPARED, finding.kind());
    assertTrue(finding.text().contains("the result holds no"), finding.text());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            GradientCheck.function((double[] x) -> x)
                .pullback((x, seed) -> x)
                .cotangent(new double[2])
                .at(point(2)));
  }

  @Test
  void recordsThatRefuseTangentsAreNoted() {
    record Normal(double mean, double deviation) {
      Normal {
        if (deviation <= 0) {
          throw new IllegalArgumentException("deviation");
        }
      }
    }
    FunctionCheck<Normal, Double> check =
        GradientCheck.function((Normal normal) -> normal.mean() / normal.deviation())
            .jvp((normal, tangent) -> Double.NaN);
    CheckResult result =
        check
            .gradient(
                normal ->
                    new Normal(
                        1 / normal.deviation(),
                        -normal.mean() / normal.deviation() / normal.deviation()))
            .at(new Normal(-1, 1e-3));
    result.assertCorrect();
    assertTrue(result.report().contains("jvp not compared: the record Normal"), result::report);
    Finding finding = only(check.at(new Normal(1, 1e-3)));
    assertEquals(Finding.Kind.NOT_COMPARED, finding.kind());
  }

  @Test
  void recordsThatChangeTangentsAreNoted() {
    record Sorted(double low, double high) {
      Sorted {
        double first = low;
        low = Math.min(first, high);
        high = Math.max(first, high);
      }
    }
    CheckResult result =
        GradientCheck.function((Sorted s) -> s.high() * s.high() + 2 * s.low())
            .pullback((s, seed) -> new Sorted(2, 2 * s.high()))
            .jvp((s, tangent) -> 2 * tangent.low() + 2 * s.high() * tangent.high())
            .at(new Sorted(1, 4));
    result.assertCorrect();
    assertTrue(result.report().contains("the record Sorted changes what"), result::report);
  }

  @Test
  void roundingOfProductsIsNoError() {
    GradientCheck.function((Double x) -> 3.7 * x)
        .gradient(x -> (1e8 + 3.7) - 1e8)
        .jvp((x, dx) -> (dx * 1e8 + dx * 3.7) - dx * 1e8)
        .at(1.3)
        .assertCorrect();
  }

  @Test
  void derivativesThatAreNotFiniteAreWrong() {
    FunctionCheck<Double, Double> sine = GradientCheck.function((Double x) -> Math.sin(x));
    Finding ofJvp = only(sine.gradient(x -> Math.cos(x)).jvp((x, dx) -> Double.NaN).at(1.0));
    assertEquals(Finding.Kind.JVP, ofJvp.kind());
    assertTrue(ofJvp.text().contains("x: jvp NaN, differences 0.5403"), ofJvp.text());
  }

  @Test
  void shapeOfTheGradientMustBeThatOfThePoint() {
    Finding finding = only(energyWith(g -> Arrays.copyOf(g, 2)).at(point(3)));
    assertEquals(Finding.Kind.NOT_EVALUATED, finding.kind());
    assertTrue(
        finding.text().contains("x is an array of length 2 where an array of length 3 belongs"),
        finding.text());
  }

  @Test
  void severalResultsAreTriedByThemselves() {
    FunctionCheck<double[], Losses> check =
        GradientCheck.function((double[] x) -> new Losses(1e6 * energy(x), x[0] * x[1]));
    check.pullback((x, seed) -> losses(x, seed, 1)).at(point(4)).assertCorrect();
    Finding finding = only(check.pullback((x, seed) -> losses(x, seed, 1.01)).at(point(4)));
    assertEquals("x[1]", finding.place());
    assertTrue(finding.text().contains("l2 by x[1]: gradient "), finding.text());
    check
        .cotangent(new Losses(1, 0))
        .pullback((x, seed) -> losses(x, seed, 1.01))
        .at(point(4))
        .assertCorrect();
  }

  private static double[] losses(double[] x, Losses seed, double factor) {
    double[] gradient = energyGradient(x);
    Arrays.setAll(gradient, i -> 1e6 * gradient[i] * seed.l1());
    gradient[0] += seed.l2() * x[1];
    gradient[1] += factor * seed.l2() * x[0];
    return gradient;
  }

  @Test
  void partsCanBeExcluded() {
    Linear at = new Linear(new double[][] {{1, 2}}, new double[] {3, 4});
    FunctionCheck<Linear, Double> check =
        GradientCheck.function((Linear model) -> energy(model.b()) + energy(model.w()[0]))
            .gradient(model -> new Linear(new double[1][2], energyGradient(model.b())));
    assertEquals("w[0][1]", only(check.at(at)).place());
    check.excluding("w").at(at).assertCorrect();
    String message =
        assertThrows(IllegalArgumentException.class, () -> check.excluding("weights").at(at))
            .getMessage();
    assertEquals("there is no weights to exclude; the parts are [w, b]", message);
  }

  @Test
  void detachedComponentsAreExcluded() {
    record Scaled(double x, @Detach double factor) {}
    GradientCheck.function((Scaled s) -> s.x() * s.factor())
        .gradient(s -> new Scaled(s.factor(), Double.NaN))
        .at(new Scaled(2, 3))
        .assertCorrect();
  }

  @Test
  void jvpIsComparedWithBoth() {
    FunctionCheck<double[], Losses> check =
        GradientCheck.function((double[] x) -> new Losses(1e6 * energy(x), x[0] * x[1]))
            .pullback((x, seed) -> losses(x, seed, 1));
    double[] at = point(4);
    CheckResult right = check.jvp((x, dx) -> lossesTangent(x, dx, 1)).at(at);
    right.assertCorrect();
    assertTrue(right.report().contains("jvp with gradient by the dot-product test"), right::report);
    Finding wrong = only(check.jvp((x, dx) -> lossesTangent(x, dx, 1.1)).at(at));
    assertEquals(Finding.Kind.JVP, wrong.kind());
    assertTrue(wrong.text().contains("l2 by x[0]: jvp "), wrong.text());
    Finding slightly = only(check.jvp((x, dx) -> lossesTangent(x, dx, 1 + 1e-8)).at(at));
    assertEquals("dot-product test", slightly.place());
    GradientCheck.function((double[] x) -> new Losses(1e6 * energy(x), x[0] * x[1]))
        .jvp((x, dx) -> lossesTangent(x, dx, 1))
        .at(at)
        .assertCorrect();
  }

  private static Losses lossesTangent(double[] x, double[] dx, double factor) {
    double[] gradient = energyGradient(x);
    double sum = IntStream.range(0, x.length).mapToDouble(i -> gradient[i] * dx[i]).sum();
    return new Losses(1e6 * sum, factor * dx[0] * x[1] + x[0] * dx[1]);
  }

  private static double[] energyHvp(double[] x, double[] v, double factor) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int next = (i + 1) % x.length;
      product[i] += (-Math.sin(x[i]) * x[next] + 2) * v[i] + factor * Math.cos(x[i]) * v[next];
      product[next] += Math.cos(x[i]) * v[i];
    }
    return product;
  }

  @Test
  void secondOrderIsComparedWithGradients() {
    FunctionCheck<double[], Double> check = energyWith(g -> g);
    CheckResult right = check.hvp((x, v) -> energyHvp(x, v, 1)).at(point(5));
    right.assertCorrect();
    assertTrue(right.report().contains("symmetry of the Hessian"), right::report);
    Finding wrong = only(check.hvp((x, v) -> energyHvp(x, v, 0.5)).at(point(5)));
    assertEquals(Finding.Kind.HVP, wrong.kind());
    assertTrue(wrong.text().contains("differences of gradients"), wrong.text());
    assertTrue(wrong.text().matches("(?s).*x\\[\\d\\] by x\\[\\d\\]: hvp .*"), wrong.text());
    Finding slightly = only(check.hvp((x, v) -> energyHvp(x, v, 1 + 1e-8)).at(point(5)));
    assertEquals(Finding.Kind.SYMMETRY, slightly.kind());
  }

  @Test
  void kinkOfTheGradientIsTold() {
    FunctionCheck<Double, Double> huber =
        GradientCheck.function((Double x) -> Math.abs(x) < 1 ? x * x / 2 : Math.abs(x) - 0.5);
    huber
        .gradient(x -> Math.max(-1, Math.min(1, x)))
        .hvp((x, v) -> Math.abs(x) < 1 ? v : 0)
        .at(0.9999)
        .assertCorrect();
    Finding finding =
        only(
            huber
                .gradient(x -> Math.max(-1, Math.min(1, x)))
                .hvp((x, v) -> Math.abs(x) < 1 ? v : 0)
                .at(1.0));
    assertEquals(Finding.Kind.NOT_COMPARED, finding.kind());
    assertTrue(finding.text().contains("the hvp by x could not be compared"), finding.text());
  }

  @Test
  void sameSeedGivesTheSame() {
    FunctionCheck<double[], Double> check =
        energyWith(g -> Arrays.stream(g).map(e -> -e).toArray());
    assertEquals(check.at(point(5)).report(), check.at(point(5)).report());
    assertFalse(check.at(point(5)).report().equals(check.randomSeed(7).at(point(5)).report()));
  }

  @Test
  void whatIsMissingIsAskedFor() {
    FunctionCheck<double[], Losses> check =
        GradientCheck.function((double[] x) -> new Losses(1, energy(x)));
    assertThrows(IllegalStateException.class, () -> check.at(point(2)));
    assertThrows(IllegalStateException.class, () -> check.gradient(x -> x).at(point(2)));
    assertThrows(IllegalArgumentException.class, () -> check.tolerance(0));
    assertThrows(IllegalArgumentException.class, () -> check.directions(0));
    assertDoesNotThrow(() -> check.jvp((x, dx) -> new Losses(0, 0)).at(point(2)));
  }
}
