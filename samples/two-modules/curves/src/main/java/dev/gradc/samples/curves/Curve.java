package dev.gradc.samples.curves;

import dev.gradc.Differentiable;

/** A yield curve, given by zero rates at the years 1, 2, 3, …. */
public final class Curve {

  private Curve() {}

  /**
   * The rate at a time, by linear interpolation, constant beyond both ends.
   *
   * @param rates zero rates, a fraction a year
   * @param time in years
   */
  @Differentiable
  public static double rate(double[] rates, double time) {
    int last = rates.length;
    if (time <= 1) {
      return rates[0];
    }
    if (time >= last) {
      return rates[last - 1];
    }
    int year = (int) time;
    double share = time - year;
    return (1 - share) * rates[year - 1] + share * rates[year];
  }

  /**
   * What one unit at a time is worth today: exp(-r t), compounded continuously.
   *
   * @param rates zero rates, a fraction a year
   * @param time in years
   */
  @Differentiable
  public static double discount(double[] rates, double time) {
    return Math.exp(-rate(rates, time) * time);
  }
}
