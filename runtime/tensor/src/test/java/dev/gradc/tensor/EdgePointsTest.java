package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.tensor.rules.ActivationRules;
import dev.gradc.tensor.rules.ChoiceRules;
import dev.gradc.tensor.rules.ExtremumRules;
import dev.gradc.tensor.rules.PowerRules;
import dev.gradc.tensor.rules.ResamplingRules;
import org.junit.jupiter.api.Test;

/** Derivatives at points that have none: as those of numbers in docs/edge-points.md. */
final class EdgePointsTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static Tensor of(double... numbers) {
    return Tensor.of(numbers, numbers.length);
  }

  private static Tensor ones(int size) {
    return Tensor.full(DType.DOUBLE, 1, size);
  }

  private static void is(Tensor actual, double... expected) {
    assertArrayEquals(expected, actual.add(0).toDoubles(), 1e-15);
  }

  @Test
  void tiesAreSplitEvenly() {
    ChoiceRules.Operands max = ChoiceRules.maximum(of(1, 0, NAN, 1), of(1, -0.0, 1, 2), ones(4));
    is(max.a(), 0.5, 0.5, 1, 0);
    is(max.b(), 0.5, 0.5, 1, 1);
    ChoiceRules.Operands min = ChoiceRules.minimum(of(1, 0, NAN, 1), of(1, -0.0, 1, 2), ones(4));
    is(min.a(), 0.5, 0.5, 1, 1);
    is(min.b(), 0.5, 0.5, 1, 0);
    is(ExtremumRules.max(of(2, 1, 2), new int[0], Tensor.scalar(1)), 0.5, 0, 0.5);
    is(ExtremumRules.min(of(1, 1, 1, 1), new int[0], Tensor.scalar(1)), 0.25, 0.25, 0.25, 0.25);
  }

  @Test
  void maxPoolingTakesTheFirst() {
    Tensor x = Tensor.full(DType.DOUBLE, 1, 1, 1, 2, 2);
    Tensor one = Tensor.full(DType.DOUBLE, 1, 1, 1, 1, 1);
    is(ResamplingRules.maxPool2d(x, 2, 2, Sliding.by(2), one).reshape(4), 1, 0, 0, 0);
    Tensor y = Tensor.of(new double[] {1, NAN, NAN, 2}, 1, 1, 2, 2);
    is(ResamplingRules.maxPool2d(y, 2, 2, Sliding.by(2), one).reshape(4), 0, 1, 0, 0);
  }

  /** As numbers do: what is not chosen is zero, whatever comes back. */
  @Test
  void whatIsNotChosenIsZeroOfAnInfiniteCotangentToo() {
    Tensor infinite = Tensor.full(DType.DOUBLE, INFINITY, 2);
    is(ActivationRules.relu(of(-1, 1), infinite), 0, INFINITY);
    is(ActivationRules.Forward.relu(of(-1, 1), infinite), 0, INFINITY);
    ChoiceRules.Operands max = ChoiceRules.maximum(of(1, 2), of(2, 2), infinite);
    is(max.a(), 0, INFINITY);
    is(max.b(), INFINITY, INFINITY);
    ChoiceRules.Operands min = ChoiceRules.minimum(of(1, 2), of(2, 2), infinite);
    is(min.a(), INFINITY, INFINITY);
    is(min.b(), 0, INFINITY);
    is(ChoiceRules.Forward.maximum(of(1, 3), of(2, 2), infinite, ones(2)), 1, INFINITY);
    is(ChoiceRules.Forward.minimum(of(3, 1), of(2, 2), infinite, ones(2)), 1, INFINITY);
    ChoiceRules.Clamped clamped = ChoiceRules.clamp(of(0.5, -INFINITY), 0, 1, infinite);
    is(clamped.x(), INFINITY, 0);
    assertEquals(INFINITY, clamped.low());
    assertEquals(0, clamped.high());
    is(ChoiceRules.Forward.clamp(of(0.5, 2), 0, 1, infinite, 3, 4), INFINITY, 4);
    Tensor one = Tensor.scalar(INFINITY);
    is(ExtremumRules.max(of(2, 1), new int[0], one), INFINITY, 0);
    is(ExtremumRules.min(of(2, 1), new int[0], one), 0, INFINITY);
    is(ExtremumRules.Forward.max(of(2, 1), new int[0], of(1, INFINITY)).reshape(1), 1);
    is(ExtremumRules.Forward.min(of(2, 1), new int[0], of(INFINITY, 1)).reshape(1), 1);
  }

  /** A score of minus infinity weighs nothing, among others and alone. */
  @Test
  void infiniteArgumentsOfWhatIsNotChosenDoNoHarm() {
    Tensor scores = Tensor.of(new double[] {-INFINITY, 0, -INFINITY, -INFINITY}, 2, 2);
    int[] axes = {1};
    Tensor weights = ExtremumRules.logSumExp(scores, false, axes, ones(2));
    is(weights.reshape(4), 0, 1, 0, 0);
    Tensor direction = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    is(ExtremumRules.Forward.logSumExp(scores, false, axes, direction), 2, 0);
    assertEquals(-2, ActivationRules.leakyRelu(of(-2, INFINITY), 0.1, ones(2)).slope());
    is(ActivationRules.Forward.leakyRelu(of(-2, INFINITY), 0.5, ones(2), 3), -5.5, 1);
  }

  /** The limits of xΦ(x), and of its slope; near the bounds of what is computed nothing jumps. */
  @Test
  void geluHasItsLimits() {
    Tensor x = of(-INFINITY, INFINITY, -41, 41, NAN);
    assertArrayEquals(
        new double[] {-0.0, INFINITY, -0.0, 41, NAN}, Activations.gelu(x).toDoubles());
    assertArrayEquals(new double[] {0, 1, 0, 1, NAN}, ActivationRules.gelu(x, ones(5)).toDoubles());
    Tensor edge = of(-40, 40, -38, 38);
    double least = -38 * ElementFunctions.normalDistribution(-38);
    assertTrue(least < 0);
    assertArrayEquals(new double[] {-0.0, 40, least, 38}, Activations.gelu(edge).toDoubles());
    double density = Math.exp(-0.5 * 38 * 38) / Math.sqrt(2 * Math.PI);
    double slope = ElementFunctions.normalDistribution(-38) - 38 * density;
    assertArrayEquals(
        new double[] {0, 1, slope, 1}, ActivationRules.gelu(edge, ones(4)).toDoubles());
  }

  @Test
  void boundsBelongToTheInside() {
    ChoiceRules.Clamped clamped = ChoiceRules.clamp(of(1, 2, 0, 3, NAN), 1, 2, ones(5));
    is(clamped.x(), 1, 1, 0, 0, 0);
    assertEquals(1, clamped.low());
    assertEquals(1, clamped.high());
  }

  @Test
  void kinksAtZero() {
    is(ChoiceRules.abs(of(0, -0.0), ones(2)), 0, 0);
    is(ActivationRules.relu(of(0, -0.0), ones(2)), 0, 0);
    is(ActivationRules.leakyRelu(of(0), 0.2, ones(1)).x(), 0.2);
    // 1 + (slope - 1) would be 0.
    is(ActivationRules.leakyRelu(of(-2, NAN), 1e-17, ones(2)).x(), 1e-17, 1e-17);
    is(ActivationRules.elu(of(0), 1, ones(1)).x(), 1);
    is(PowerRules.sqrt(of(0, -1), ones(2)), INFINITY, NAN);
    is(ExtremumRules.norm(of(0, 0), false, new int[0], Tensor.scalar(1)), 0, 0);
  }

  @Test
  void powersOfZeroAndZerothPowers() {
    double[][] rows = {
      // base, exponent, in the base, in the exponent
      {0, 0, 0, 0},
      {2, 0, 0, Math.log(2)},
      {INFINITY, 0, 0, INFINITY},
      {0, 0.5, INFINITY, 0},
      {0, 1, 1, 0},
      {0, 2, 0, 0},
      {0, -1, -INFINITY, -INFINITY},
      {-2, 2, -4, NAN},
      {-2, 0, 0, NAN}
    };
    for (double[] row : rows) {
      PowerRules.Power number = PowerRules.pow(of(row[0]), row[1], ones(1));
      is(number.x(), row[2]);
      assertEquals(row[3], number.exponent(), 1e-15);
      PowerRules.Powers tensors = PowerRules.pow(of(row[0]), of(row[1]), ones(1));
      is(tensors.base(), row[2]);
      is(tensors.exponent(), row[3]);
    }
  }

  /** The gradient of what is not chosen is zero, whatever its derivative is. */
  @Test
  void whereHidesWhatIsNotChosen() {
    Tensor x = of(0, 4);
    Tensor mask = Comparisons.greater(x, 0);
    ChoiceRules.Operands cotangents = ChoiceRules.where(mask, x.sqrt(), x, ones(2));
    is(cotangents.a(), 0, 1);
    is(cotangents.b(), 1, 0);
  }
}
