package dev.gradc.tensor;

/** Activation functions of networks, for each element. The common ones are {@link Tensor}'s. */
public final class Activations {

  private Activations() {}

  /** x, or slope · x where it is not positive; the derivative at 0 is the slope. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return leakyRelu(x, slope, null);
  }

  public static Tensor leakyRelu(Tensor x, double slope, Tensor into) {
    return Elementwise.map((v, at, none) -> ElementFunctions.leakyRelu(v, at), x, slope, 0, into);
  }

  /** x, or alpha · (exp(x) - 1) where it is not positive. */
  public static Tensor elu(Tensor x, double alpha) {
    return elu(x, alpha, null);
  }

  public static Tensor elu(Tensor x, double alpha, Tensor into) {
    return Elementwise.map((v, at, none) -> ElementFunctions.elu(v, at), x, alpha, 0, into);
  }

  /** x Φ(x) with the distribution function Φ of the normal distribution. */
  public static Tensor gelu(Tensor x) {
    return gelu(x, null);
  }

  public static Tensor gelu(Tensor x, Tensor into) {
    return Elementwise.map(ElementFunctions::gelu, x, into);
  }

  /** log(1 + exp(x)), without overflow. */
  public static Tensor softplus(Tensor x) {
    return softplus(x, null);
  }

  public static Tensor softplus(Tensor x, Tensor into) {
    return Elementwise.map(ElementFunctions::softplus, x, into);
  }

  /** log(sigmoid(x)), without overflow. */
  public static Tensor logSigmoid(Tensor x) {
    return logSigmoid(x, null);
  }

  public static Tensor logSigmoid(Tensor x, Tensor into) {
    return Elementwise.map(ElementFunctions::logSigmoid, x, into);
  }
}
