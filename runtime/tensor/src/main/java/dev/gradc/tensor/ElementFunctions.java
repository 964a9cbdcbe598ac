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
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * log(sigmoid(x)), without overflow.
   *
   * @param x any number
   * @return at most min(x, 0)
   */
  public static double logSigmoid(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
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
   * with tanh that is near to it.
   *
   * @param x any number
   * @return the value
   */
  public static double gelu(double x) {
    return x * normalDistribution(x);
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
