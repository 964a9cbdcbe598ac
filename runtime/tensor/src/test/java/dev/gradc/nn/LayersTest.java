package dev.gradc.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.AllocatedBytes;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Layers: shapes, how they begin, and gradients against differences. */
final class LayersTest {

  private final Random random = new Random(5);

  private Tensor normal(int... shape) {
    return Sampling.normal(random, 0, 1, DType.DOUBLE, shape);
  }

  @Test
  void linearLayersBeginAsInPyTorch() {
    Linear layer = Linear.of(random, DType.DOUBLE, 100, 50);
    assertArrayEquals(new int[] {50, 100}, layer.weight().shape());
    assertArrayEquals(new int[] {50}, layer.bias().shape());
    double bound = 0.1;
    double most = layer.weight().abs().max().item();
    assertTrue(most <= bound && most > 0.99 * bound, "most " + most);
    // A uniform distribution of this width has the variance bound²/3.
    double variance = layer.weight().square().mean().item();
    assertEquals(bound * bound / 3, variance, 0.05 * bound * bound / 3);
    assertTrue(layer.bias().abs().max().item() <= bound);
  }

  /** A bias of another shape would be repeated, or the result. */
  @Test
  void linearLayersHaveOneBiasPerResult() {
    Tensor weight = normal(2, 3);
    Tensor x = normal(5, 3);
    for (int[] shape : new int[][] {{1}, {5, 1}, {5, 1, 2}, {1, 2}}) {
      Linear layer = new Linear(weight, normal(shape));
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> layer.apply(x));
      assertTrue(refused.getMessage().startsWith("Linear: the bias is "), refused.getMessage());
      assertThrows(
          IllegalArgumentException.class, () -> LinearGrad.Apply.gradient(layer, x, normal(5, 2)));
    }
    Linear ofNothing = Linear.of(random, DType.DOUBLE, 0, 2);
    assertArrayEquals(new double[2], ofNothing.bias().toDoubles());
  }

  /** Central differences of {@code <seed, f>} along one direction. */
  private static void agrees(
      Function<Tensor, Tensor> f, Tensor x, Tensor gradient, Tensor seed, Tensor direction) {
    double h = 1e-5;
    double after = f.apply(x.add(direction.mul(h))).mul(seed).sum().item();
    double before = f.apply(x.sub(direction.mul(h))).mul(seed).sum().item();
    double expected = (after - before) / (2 * h);
    assertEquals(
        expected, gradient.mul(direction).sum().item(), 1e-7 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void linear() {
    Linear layer = Linear.of(random, DType.DOUBLE, 3, 2);
    Tensor x = normal(4, 3);
    Tensor seed = normal(4, 2);
    var gradient = LinearGrad.Apply.gradient(layer, x, seed);
    agrees(layer::apply, x, gradient.x(), seed, normal(4, 3));
    agrees(
        w -> new Linear(w, layer.bias()).apply(x),
        layer.weight(),
        gradient.self().weight(),
        seed,
        normal(2, 3));
    agrees(
        b -> new Linear(layer.weight(), b).apply(x),
        layer.bias(),
        gradient.self().bias(),
        seed,
        normal(2));
    var ofData = LinearGrad.ApplyToData.gradient(layer, x, seed);
    assertArrayEquals(gradient.self().weight().toDoubles(), ofData.self().weight().toDoubles());
    assertThrows(IllegalArgumentException.class, () -> layer.apply(normal(4, 2)));
  }

  @Test
  void convolutions() {
    Conv2d layer = Conv2d.of(random, DType.DOUBLE, 2, 3, 3, Sliding.by(2).padding(1));
    Tensor x = normal(2, 2, 6, 6);
    Tensor seed = normal(2, 3, 3, 3);
    var gradient = Conv2dGrad.Apply.gradient(layer, x, seed);
    agrees(layer::apply, x, gradient.x(), seed, normal(2, 2, 6, 6));
    agrees(
        w -> new Conv2d(w, layer.bias(), layer.sliding()).apply(x),
        layer.weight(),
        gradient.self().weight(),
        seed,
        normal(3, 2, 3, 3));

    ConvTranspose2d back =
        ConvTranspose2d.of(random, DType.DOUBLE, 3, 2, 4, Sliding.by(2).padding(1));
    Tensor y = normal(2, 3, 3, 3);
    assertArrayEquals(new int[] {2, 2, 6, 6}, back.apply(y).shape());
    Tensor pictures = normal(2, 2, 6, 6);
    var ofBack = ConvTranspose2dGrad.Apply.gradient(back, y, pictures);
    agrees(back::apply, y, ofBack.x(), pictures, normal(2, 3, 3, 3));
  }

  @Test
  void normalizations() {
    Tensor x = normal(5, 4, 2, 2);
    Tensor seed = normal(5, 4, 2, 2);
    BatchNorm batch = BatchNorm.of(DType.DOUBLE, 4);
    var ofBatch = BatchNormGrad.Apply.gradient(batch, x, seed);
    agrees(batch::apply, x, ofBatch.x(), seed, normal(5, 4, 2, 2));
    assertEquals(0, batch.apply(x).mean().item(), 1e-14);
    GroupNorm group = GroupNorm.of(DType.DOUBLE, 2, 4);
    var ofGroup = GroupNormGrad.Apply.gradient(group, x, seed);
    agrees(group::apply, x, ofGroup.x(), seed, normal(5, 4, 2, 2));
    LayerNorm layer = LayerNorm.of(DType.DOUBLE, 2, 2);
    var ofLayer = LayerNormGrad.Apply.gradient(layer, x, seed);
    agrees(layer::apply, x, ofLayer.x(), seed, normal(5, 4, 2, 2));
  }

  /** By the formulas, of channels of planes; allocates nothing. */
  @Test
  void runningStatisticsOfPlanes() {
    BatchNorm batch = BatchNorm.of(DType.FLOAT, 2);
    Tensor x = Tensor.of(new float[] {1, 2, 5, 6, 3, 4, 9, 12}, 2, 2, 1, 2);
    batch.track(x);
    // Channel 0 has 1, 2, 3, 4: mean 2.5, variance 5/3; channel 1 has 5, 6, 9, 12: 8 and 10.
    assertEquals(0.25, batch.runningMean().get(0), 1e-7);
    assertEquals(0.8, batch.runningMean().get(1), 1e-7);
    assertEquals(0.9 + 0.1 * 5 / 3, batch.runningVariance().get(0), 1e-7);
    assertEquals(0.9 + 1, batch.runningVariance().get(1), 1e-7);
    AllocatedBytes.assertAtMost(0, "running statistics", () -> batch.track(x));
  }

  @Test
  void runningStatisticsStandForThoseOfTheBatch() {
    BatchNorm batch = BatchNorm.of(DType.DOUBLE, 2);
    Tensor x = normal(50, 2).mul(3).add(7);
    for (int i = 0; i < 200; i++) {
      batch.track(x);
    }
    assertEquals(x.mean(0).get(0), batch.runningMean().get(0), 1e-8);
    Tensor evaluated = batch.evaluate(x);
    // The running variance is the estimate with n - 1.
    assertEquals(49 / 50.0, evaluated.square().mean().item(), 1e-4);
    var gradient = BatchNormGrad.Evaluate.gradient(batch, x, normal(50, 2));
    assertEquals(
        Arrays.toString(batch.runningMean().toDoubles()),
        Arrays.toString(gradient.self().runningMean().toDoubles()));
  }
}
