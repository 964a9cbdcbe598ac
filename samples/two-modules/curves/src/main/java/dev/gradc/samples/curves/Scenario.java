package dev.gradc.samples.curves;

import dev.gradc.Differentiable;

/**
 * What may happen to a curve: it moves up, and turns.
 *
 * @param shift added to the rate at any time
 * @param tilt added for each year
 */
public record Scenario(double shift, double tilt) {

  /**
   * What one unit at a time is worth then, and how far from today's worth that is.
   *
   * @param rates zero rates at the years 1, 2, 3, …, see {@link Curve}
   * @param time in years
   */
  @Differentiable
  public Worth worth(double[] rates, double time) {
    double today = Curve.discount(rates, time);
    double then = today * Math.exp(-(shift + tilt * time) * time);
    return new Worth(then, then - today);
  }
}
