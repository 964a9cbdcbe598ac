package dev.gradc.samples.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.samples.curves.Curve;
import dev.gradc.samples.curves.Scenario;
import dev.gradc.samples.curves.Worth;
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

  /** dV/dshift of a cash flow c at t is -c t times its worth, and dV/dtilt is t times that. */
  @Test
  void scenariosHaveTheirSensitivities() {
    Scenario scenario = new Scenario(0.01, 0.002);
    double byShift = 0;
    double byTilt = 0;
    double annuity = 0;
    double changeOfAnnuity = 0;
    for (int payment = 1; payment <= 6; payment++) {
      double time = 0.5 * payment;
      double today = Curve.discount(RATES, time);
      double then = today * Math.exp(-(0.01 + 0.002 * time) * time);
      double cash = payment == 6 ? 1.02 : 0.02;
      byShift -= cash * time * then;
      byTilt -= cash * time * time * then;
      annuity += 0.5 * then;
      changeOfAnnuity += 0.5 * (then - today);
    }
    Worth ofValue = new Worth(1, 0);
    BondGrad.Stressed.Gradient value =
        BondGrad.Stressed.gradient(scenario, RATES, 0.04, 3, ofValue);
    assertEquals(byShift, value.scenario().shift(), 1e-14);
    assertEquals(byTilt, value.scenario().tilt(), 1e-14);
    assertEquals(annuity, value.coupon(), 1e-14);
    Worth ofChange = new Worth(0, 1);
    BondGrad.Stressed.Gradient change =
        BondGrad.Stressed.gradient(scenario, RATES, 0.04, 3, ofChange);
    assertEquals(byShift, change.scenario().shift(), 1e-14);
    assertEquals(changeOfAnnuity, change.coupon(), 1e-14);
    assertEquals(Bond.stressed(scenario, RATES, 0.04, 3), change.value());
  }
}
