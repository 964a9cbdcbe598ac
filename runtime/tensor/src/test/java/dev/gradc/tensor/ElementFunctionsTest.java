package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ElementFunctionsTest {

  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** log(1 + y), by the series of 2 artanh(y / (2 + y)). */
  private static BigDecimal log1p(double y) {
    BigDecimal exact = new BigDecimal(y);
    BigDecimal s = exact.divide(exact.add(TWO), DIGITS);
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal power = s;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 80; k += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.multiply(TWO, DIGITS);
  }

  private static double unitsInTheLastPlace(BigDecimal expected, double actual) {
    double ulp = Math.ulp(expected.doubleValue());
    return new BigDecimal(actual).subtract(expected).abs().doubleValue() / ulp;
  }

  private static void assertIsLog1p(double y) {
    double error = unitsInTheLastPlace(log1p(y), ElementFunctions.log1pOfShare(y));
    assertTrue(error <= 1.1, () -> y + ": " + error + " units in the last place");
  }

  @Test
  void logarithmsOfSharesAreAccurate() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      assertIsLog1p(random.nextDouble());
      assertIsLog1p(Math.exp(-40 * random.nextDouble()));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.9999999999999999, 0x1p-52, 0x1p-53, 0x1p-54, 1e-300})
  void logarithmsOfSharesAreAccurateAtTheirEnds(double y) {
    assertIsLog1p(y);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, Double.MIN_NORMAL, 1e-17})
  void logarithmsOfTinySharesAreThese(double y) {
    assertEquals(y, ElementFunctions.log1pOfShare(y));
  }

  /** Against the same with the library's logarithm. */
  private static void assertIs(DoubleUnaryOperator expected, DoubleUnaryOperator actual, double x) {
    double value = expected.applyAsDouble(x);
    assertEquals(value, actual.applyAsDouble(x), 4 * Math.ulp(value), () -> "at " + x);
  }

  @Test
  void softplusAndLogSigmoidAreAccurate() {
    DoubleUnaryOperator softplus = x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    DoubleUnaryOperator logSigmoid = x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      double x = i % 2 == 0 ? random.nextDouble(-800, 800) : random.nextDouble(-40, 40);
      assertIs(softplus, ElementFunctions::softplus, x);
      assertIs(logSigmoid, ElementFunctions::logSigmoid, x);
    }
  }

  @Test
  void softplusAndLogSigmoidReachTheirLimits() {
    assertEquals(0, ElementFunctions.softplus(Double.NEGATIVE_INFINITY));
    assertEquals(0, ElementFunctions.softplus(-800));
    assertEquals(800, ElementFunctions.softplus(800));
    assertEquals(Double.POSITIVE_INFINITY, ElementFunctions.softplus(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, ElementFunctions.softplus(Double.NaN));
    assertEquals(-800, ElementFunctions.logSigmoid(-800));
    assertEquals(Double.NEGATIVE_INFINITY, ElementFunctions.logSigmoid(Double.NEGATIVE_INFINITY));
    assertEquals(0, Math.abs(ElementFunctions.logSigmoid(Double.POSITIVE_INFINITY)));
    assertEquals(Double.NaN, ElementFunctions.logSigmoid(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0})
  void softplusOfZeroIsTheLogarithmOfTwo(double x) {
    assertEquals(Math.log(2), ElementFunctions.softplus(x));
    assertEquals(-Math.log(2), ElementFunctions.logSigmoid(x));
  }
}
