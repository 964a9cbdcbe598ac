package dev.gradc.tensor;

/** Functions of each element that are rarer than those of {@link Tensor}. */
public final class Functions {

  private static final BinaryKernel POW = BinaryKernel.of(ElementFunctions::pow);

  private Functions() {}

  /** exp(x) - 1, exact near 0. */
  public static Tensor expm1(Tensor x) {
    return expm1(x, null);
  }

  public static Tensor expm1(Tensor x, Tensor into) {
    return Elementwise.map(Math::expm1, x, into);
  }

  /** log(1 + x), exact near 0. */
  public static Tensor log1p(Tensor x) {
    return log1p(x, null);
  }

  public static Tensor log1p(Tensor x, Tensor into) {
    return Elementwise.map(Math::log1p, x, into);
  }

  /** The sine. */
  public static Tensor sin(Tensor x) {
    return sin(x, null);
  }

  public static Tensor sin(Tensor x, Tensor into) {
    return Elementwise.map(Math::sin, x, into);
  }

  /** The cosine. */
  public static Tensor cos(Tensor x) {
    return cos(x, null);
  }

  public static Tensor cos(Tensor x, Tensor into) {
    return Elementwise.map(Math::cos, x, into);
  }

  /** The error function. */
  public static Tensor erf(Tensor x) {
    return erf(x, null);
  }

  public static Tensor erf(Tensor x, Tensor into) {
    return Elementwise.map(ElementFunctions::erf, x, into);
  }

  /** The distribution function of the normal distribution, without loss of small probabilities. */
  public static Tensor normalDistribution(Tensor x) {
    return normalDistribution(x, null);
  }

  public static Tensor normalDistribution(Tensor x, Tensor into) {
    return Elementwise.map(ElementFunctions::normalDistribution, x, into);
  }

  /** 1 / √x. */
  public static Tensor rsqrt(Tensor x) {
    return rsqrt(x, null);
  }

  public static Tensor rsqrt(Tensor x, Tensor into) {
    return Elementwise.map(v -> 1 / Math.sqrt(v), x, into);
  }

  /** Each element to the power that an element of another tensor gives; the shapes broadcast. */
  public static Tensor pow(Tensor base, Tensor exponent) {
    return pow(base, exponent, null);
  }

  public static Tensor pow(Tensor base, Tensor exponent, Tensor into) {
    return Elementwise.binary("pow", POW, base, exponent, into);
  }

  /** 1, -1 or 0; the derivative is 0 everywhere. */
  public static Tensor sign(Tensor x) {
    return sign(x, null);
  }

  public static Tensor sign(Tensor x, Tensor into) {
    return Elementwise.map(Math::signum, x, into);
  }
}
