package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random numbers have the distribution that was asked for, and a seed. */
final class SamplingTest {

  @Test
  void uniformNumbersAreWithinTheirBounds() {
    Tensor x = Sampling.uniform(new Random(1), -0.5, 1.5, DType.DOUBLE, 100, 100);
    assertTrue(x.min().item() >= -0.5 && x.max().item() < 1.5);
    assertEquals(0.5, x.mean().item(), 0.02);
    assertEquals(1 / 3.0, Reductions.variance(x, 1, false).item(), 0.01);
  }

  @Test
  void normalNumbersHaveMeanAndDeviation() {
    Tensor x = Sampling.normal(new Random(1), 2, 0.1, DType.FLOAT, 100, 100);
    assertEquals(2, x.mean().item(), 0.005);
    assertEquals(0.01, Reductions.variance(x, 1, false).item(), 0.0005);
  }

  @Test
  void aSeedGivesTheSameNumbers() {
    assertArrayEquals(
        Sampling.normal(new Random(7), 0, 1, DType.DOUBLE, 5).toDoubles(),
        Sampling.normal(new Random(7), 0, 1, DType.DOUBLE, 5).toDoubles());
  }

  @Test
  void impossibleDistributionsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Sampling.uniform(new Random(1), 1, 0, DType.FLOAT, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Sampling.normal(new Random(1), 0, Double.NaN, DType.FLOAT, 1));
  }

  /** As C's round: the left corner -0.5 is the column -1, beyond the border, which has nothing. */
  @Test
  void cornersAreRoundedAwayFromZero() {
    Tensor x = Tensor.of(new double[] {5, 7}, 1, 1, 1, 2);
    Boxes boxes = new Boxes(new int[1], new double[][] {{-0.5, 0, 1.4, 0}});
    assertArrayEquals(new double[] {0, 5, 7}, Regions.maxPool(x, boxes, 1, 3).toDoubles());
    Boxes inside = new Boxes(new int[1], new double[][] {{0.5, 0, 1.4, 0}});
    assertArrayEquals(new double[] {7}, Regions.maxPool(x, inside, 1, 1).toDoubles());
  }
}
