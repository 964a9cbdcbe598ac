package dev.gradc.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.samples.gradbench.CharactersGrad;
import dev.gradc.samples.gradbench.MixtureGrad;
import dev.gradc.tensor.DType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is timed side by side gives the same gradients. */
final class GradientsTest {

  private static final double TOLERANCE = 1e-10;

  private static double[] flat(double[]... rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"16, 256", "1, 2", "7, 1000"})
  void leastSquares(String sizes) {
    LeastSquaresBenchmark benchmark = new LeastSquaresBenchmark();
    var input = new LeastSquaresBenchmark.Input();
    input.sizes = sizes;
    input.prepare();
    var small = new LeastSquaresBenchmark.Small();
    small.sizes = sizes;
    small.prepare();
    double[] gradient = benchmark.gradc(input);
    Agreement.check(gradient, benchmark.byHand(input), TOLERANCE);
    Agreement.check(gradient, benchmark.byHand(input), TOLERANCE);
    Agreement.check(gradient, benchmark.hipparchus(small), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "100"})
  void logSumExp(String sizes) {
    LogSumExpBenchmark benchmark = new LogSumExpBenchmark();
    var input = new LogSumExpBenchmark.Input();
    input.sizes = sizes;
    input.prepare();
    var small = new LogSumExpBenchmark.Small();
    small.sizes = sizes;
    small.prepare();
    double[] gradient = benchmark.gradc(input);
    Agreement.check(gradient, benchmark.gradcVector(input), TOLERANCE);
    Agreement.check(gradient, benchmark.byHand(input), TOLERANCE);
    Agreement.check(gradient, benchmark.hipparchus(small), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5, 100, 4", "1, 3, 1", "20, 500, 16"})
  void clusters(String sizes) {
    ClustersBenchmark benchmark = new ClustersBenchmark();
    var input = new ClustersBenchmark.Input();
    input.sizes = sizes;
    input.prepare();
    var small = new ClustersBenchmark.Small();
    small.sizes = sizes;
    small.prepare();
    double[] gradient = flat(benchmark.gradc(input));
    Agreement.check(gradient, flat(benchmark.byHand(input)), TOLERANCE);
    Agreement.check(gradient, benchmark.hipparchus(small), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2, 5, 100", "10, 25, 50", "1, 1, 3"})
  void mixture(String sizes) {
    MixtureBenchmark benchmark = new MixtureBenchmark();
    var input = new MixtureBenchmark.Input();
    input.sizes = sizes;
    input.prepare();
    MixtureGrad.Posterior.Gradient gradient = benchmark.gradc(input);
    benchmark.byHand(input);
    MixtureByHand.Gradient byHand = benchmark.byHand(input);
    Agreement.check(gradient.alpha(), byHand.alpha(), TOLERANCE);
    Agreement.check(flat(gradient.mu()), flat(byHand.mu()), TOLERANCE);
    Agreement.check(flat(gradient.q()), flat(byHand.q()), TOLERANCE);
    Agreement.check(flat(gradient.l()), flat(byHand.l()), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2, 20", "1, 2", "3, 50"})
  void characters(String sizes) {
    CharactersBenchmark benchmark = new CharactersBenchmark();
    var input = new CharactersBenchmark.Input();
    input.sizes = sizes;
    input.prepare();
    CharactersGrad.Loss.Gradient gradient = benchmark.gradc(input);
    benchmark.byHand(input);
    double[][][] byHand = benchmark.byHand(input);
    Agreement.check(flat(gradient.main()), flat(byHand[0]), TOLERANCE);
    Agreement.check(flat(gradient.extra()), flat(byHand[1]), TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void focalLoss(DType type) {
    FocalLossBenchmark benchmark = new FocalLossBenchmark();
    var arrays = new FocalLossBenchmark.Arrays();
    arrays.sizes = "1000";
    arrays.type = type;
    arrays.prepare();
    var tensors = new FocalLossBenchmark.Tensors();
    tensors.sizes = "1000";
    tensors.type = type;
    tensors.prepare();
    double value = benchmark.primal(arrays);
    assertEquals(value, benchmark.gradc(arrays), 1e-12);
    assertEquals(value, benchmark.byHand(arrays), 1e-12);
    double tolerance = type == DType.FLOAT ? 1e-6 : TOLERANCE;
    assertEquals(value, benchmark.primalOnTensors(tensors), tolerance);
    double[] gradient = arrays.arrays.gradient();
    Agreement.check(gradient, arrays.arrays.gradientByHand(), tolerance);
    assertEquals(value, benchmark.gradcVector(arrays), tolerance);
    Agreement.check(gradient, arrays.arrays.gradientOfVectors(), tolerance);
    Agreement.check(gradient, benchmark.gradcOnTensors(tensors).toDoubles(), tolerance);
  }

  @Test
  void networks() {
    NetworkBenchmark benchmark = new NetworkBenchmark();
    var input = new NetworkBenchmark.Input();
    input.sizes = "16, 30, 20, 5";
    input.prepare();
    Network gradient = benchmark.gradc(input).network();
    assertEquals(benchmark.primal(input), benchmark.byHand(input), 1e-6);
    NetworkByHand byHand = input.byHand;
    double[] expected =
        Stream.of(gradient.hidden(), gradient.scores())
            .flatMap(layer -> Stream.of(layer.weight(), layer.bias()))
            .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubles()))
            .toArray();
    double[] actual =
        Stream.of(byHand.hiddenGradient(), byHand.scoresGradient())
            .flatMap(layer -> Stream.of(layer.weight(), layer.bias()))
            .flatMapToDouble(floats -> Arrays.stream(Floats.widen(floats)))
            .toArray();
    Agreement.check(expected, actual, 1e-5);
  }
}
