package dev.gradc.samples.portfolio;

import dev.gradc.Differentiable;
import dev.gradc.samples.curves.Curve;
import dev.gradc.samples.curves.Scenario;
import dev.gradc.samples.curves.Worth;

/** A bond that pays a coupon each half year. */
public final class Bond {

  private Bond() {}

  /**
   * Its value today.
   *
   * @param rates of the curve, see {@link Curve}
   * @param coupon a year, a fraction of the face value
   * @param years to maturity
   */
  @Differentiable
  public static double value(double[] rates, double coupon, int years) {
    double value = Curve.discount(rates, years);
    for (int payment = 1; payment <= 2 * years; payment++) {
      value += 0.5 * coupon * Curve.discount(rates, 0.5 * payment);
    }
    return value;
  }

  /**
   * What it is worth when something happens, and the change against today.
   *
   * @param scenario what happens
   * @param rates of the curve, see {@link Curve}
   * @param coupon a year, a fraction of the face value
   * @param years to maturity
   */
  @Differentiable
  public static Worth stressed(Scenario scenario, double[] rates, double coupon, int years) {
    Worth face = scenario.worth(rates, years);
    double value = face.value();
    double change = face.change();
    for (int payment = 1; payment <= 2 * years; payment++) {
      Worth worth = scenario.worth(rates, 0.5 * payment);
      value += 0.5 * coupon * worth.value();
      change += 0.5 * coupon * worth.change();
    }
    return new Worth(value, change);
  }
}
