package corpus.straight;

import dev.gradc.Differentiable;

/** The price of a European call, with tanh in the place of the normal distribution. */
final class BlackScholes {

  private BlackScholes() {}

  // sample: spot in [80, 120], strike in [80, 120], rate in [0.01, 0.05], volatility in [0.1, 0.4],
  // time in [0.2, 2]
  @Differentiable
  static double call(double spot, double strike, double rate, double volatility, double time) {
    double deviation = volatility * Math.sqrt(time);
    double d1 = (Math.log(spot / strike) + (rate + volatility * volatility / 2) * time) / deviation;
    double d2 = d1 - deviation;
    return spot * normal(d1) - strike * Math.exp(-rate * time) * normal(d2);
  }

  private static double normal(double x) {
    return 0.5 * (1 + Math.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
  }
}
