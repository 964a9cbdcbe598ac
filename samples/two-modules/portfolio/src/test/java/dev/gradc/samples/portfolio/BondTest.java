package dev.gradc.samples.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class BondTest {

  private static final double[] RATES = {0.02, 0.025, 0.03, 0.031};

  /** dV/dr of a cash flow c at t, between two years, is -c t exp(-r t) times the share of each. */
  @Test
  void ratesHaveTheirKeyRateDurations() {
    double[] expected = new double[RATES.length];
    double annuity = 0;
    for (int payment = 1; payment <= 6; payment++) {
      double time = 0.5 * payment;
      double cash = payment == 6 ? 1.02 : 0.02;
      int year = Math.max(1, (int) time);
      double share = Math.max(0, time - year);
      double rate = share == 0 ? RATES[year - 1] : (RATES[year - 1] + RATES[year]) / 2;
      double discount = Math.exp(-rate * time);
      annuity += 0.5 * discount;
      expected[year - 1] -= (1 - share) * cash * time * discount;
      expected[year] -= share * cash * time * discount;
    }
    BondGrad.Value.Gradient gradient = BondGrad.Value.gradient(RATES, 0.04, 3);
    assertEquals(Bond.value(RATES, 0.04, 3), gradient.value());
    assertArrayEquals(expected, gradient.rates(), 1e-14);
    assertEquals(annuity, gradient.coupon(), 1e-14);
  }

  @Test
  void theTapeGivesTheSame() {
    BondGrad.Value.Gradient fused = BondGrad.Value.gradient(RATES, 0.04, 3);
    try (BondGrad.Value.Tape tape = BondGrad.Value.forward(RATES, 0.04, 3)) {
      BondGrad.Value.Gradient taped = tape.backward();
      assertArrayEquals(fused.rates(), taped.rates());
      assertEquals(fused.coupon(), taped.coupon());
    }
  }
}
