package dev.gradc.tensor;

/**
 * The functions of one number that {@link Tensor} and {@link Activations} apply to each element and
 * that {@link Math} does not have; a loop that calls them gives the same bits.
 */
public final class ElementFunctions {

  private static final double SQRT_HALF = Math.sqrt(0.5);

  private ElementFunctions() {}

  /**
   * The logistic function 1 / (1 + exp(-x)), without overflow on either side.
   *
   * @param x any number
   * @return from 0 to 1
   */
  public static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double power = Math.exp(x);
    return power / (1 + power);
  }

  /**
   * log(1 + exp(x)), without overflow.
   *
   * @param x any number
   * @return at least max(x, 0)
   */
  public static double softplus(double x) {
    return Math.max(x, 0) + log1pOfShare(Math.exp(-Math.abs(x)));
  }

  /**
   * log(sigmoid(x)), without overflow.
   *
   * @param x any number
   * @return at most min(x, 0)
   */
  public static double logSigmoid(double x) {
    return Math.min(x, 0) - log1pOfShare(Math.exp(-Math.abs(x)));
  }

  /**
   * log(1 + y) for y from 0 to 1, to 1.1 units in the last place. {@link Math#log1p} is a call of C
   * on JDK 17 and library code on later ones, nothing that HotSpot knows by heart.
   *
   * <p>It is fdlibm's: with s = y / (2 + y), log(1 + y) = 2 artanh(s), which is y - (q - s (q + r))
   * for q = y²/2 and r = 2 s² (1/3 + s²/5 + …), so that most of it is never rounded. Where fdlibm
   * halves 1 + y until s is below 0.18, here s goes up to 1/3: more terms, and no branch. The terms
   * are the polynomial with the least relative error of the result, 1.3e-18, found by Remez'
   * algorithm with sixty digits; they are added in pairs (Estrin), which the processor does side by
   * side.
   */
  static double log1pOfShare(double y) {
    double s = y / (2 + y);
    double z = s * s;
    double z2 = z * z;
    double z4 = z2 * z2;
    double first = 0.33333333333333154 + 0.2000000000007756 * z;
    double second = 0.1428571427405876 + 0.11111111976831695 * z;
    double third = 0.09090872239392547 + 0.07693274197126422 * z;
    double fourth = 0.06650560700220472 + 0.060524722547375 * z;
    double fifth = 0.04172486932546274 + 0.08504875766660112 * z;
    double sum = first + second * z2 + z4 * (third + fourth * z2 + z4 * fifth);
    double q = 0.5 * y * y;
    return y - (q - s * (q + 2 * z * sum));
  }

  /**
   * x, or for negative numbers slope · x.
   *
   * @param x any number
   * @param slope for numbers that are not positive
   * @return the product
   */
  public static double leakyRelu(double x, double slope) {
    return x > 0 ? x : slope * x;
  }

  /**
   * x, or for negative numbers alpha · (exp(x) - 1).
   *
   * @param x any number
   * @param alpha minus the limit at minus infinity
   * @return the value
   */
  public static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  /**
   * x Φ(x), with the distribution function Φ of the normal distribution itself, not the formula
   * with tanh that is near to it. At minus infinity it is its limit, 0.
   *
   * @param x any number
   * @return the value
   */
  public static double gelu(double x) {
    // From -40 down the distribution is 0, and so the product is where x is finite.
    return Math.max(x, -40) * normalDistribution(x);
  }

  /**
   * The error function.
   *
   * @param x any number
   * @return from -1 to 1
   */
  public static double erf(double x) {
    return ErrorFunction.erf(x);
  }

  /**
   * The distribution function of the normal distribution.
   *
   * @param x any number
   * @return from 0 to 1
   */
  public static double normalDistribution(double x) {
    return 0.5 * ErrorFunction.erfc(-x * SQRT_HALF);
  }

  /**
   * A power whose base or exponent may be anything that {@link Math#pow} takes; squares in a
   * shorter way.
   *
   * @param x the base
   * @param exponent the exponent
   * @return the power
   */
  public static double pow(double x, double exponent) {
    return exponent == 2 ? x * x : Math.pow(x, exponent);
  }
}
