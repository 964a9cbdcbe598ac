package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Mode;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Tensor;

/** Rules of activation functions. */
public final class ActivationRules {

  private ActivationRules() {}

  /** The cotangents of a tensor and a number. */
  public record WithSlope(Tensor x, double slope) {}

  /** The cotangents of a tensor and a number. */
  public record WithAlpha(Tensor x, double alpha) {}

  @DerivativeOf(type = Tensor.class, method = "relu")
  public static Tensor relu(Tensor x, Tensor cotangent) {
    Tensor positive = Comparisons.greater(x, 0);
    // Elsewhere 0, which times an infinite cotangent would be NaN.
    return Comparisons.where(positive, cotangent, positive);
  }

  @DerivativeOf(type = Activations.class, method = "leakyRelu")
  public static WithSlope leakyRelu(Tensor x, double slope, Tensor cotangent) {
    Tensor negative = Comparisons.lessEqual(x, 0);
    Tensor low = Comparisons.where(negative, x, negative);
    return new WithSlope(cotangent.mul(slopes(x, slope)), cotangent.mul(low).sum().item());
  }

  /** 1 or the slope: a sum of both would round a small slope away. */
  private static Tensor slopes(@Detach Tensor x, double slope) {
    Tensor positive = Comparisons.greater(x, 0);
    return positive.neg().add(1).mul(slope).add(positive);
  }

  @DerivativeOf(type = Activations.class, method = "elu")
  public static WithAlpha elu(Tensor x, double alpha, Tensor cotangent) {
    Tensor positive = Comparisons.greater(x, 0);
    Tensor negative = Comparisons.lessEqual(x, 0);
    Tensor low = x.minimum(Tensor.zeros(x.dtype()));
    Tensor slope = low.exp().mul(alpha).mul(negative).add(positive);
    return new WithAlpha(cotangent.mul(slope), cotangent.mul(Functions.expm1(low)).sum().item());
  }

  @DerivativeOf(type = Activations.class, method = "gelu")
  public static Tensor gelu(Tensor x, Tensor cotangent) {
    // Beyond these bounds the density is 0, and would meet infinity.
    Tensor near = x.clamp(-40, 40);
    Tensor density = near.square().mul(-0.5).exp().div(Math.sqrt(2 * Math.PI));
    return cotangent.mul(Functions.normalDistribution(x).add(near.mul(density)));
  }

  @DerivativeOf(type = Activations.class, method = "softplus")
  public static Tensor softplus(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.sigmoid());
  }

  @DerivativeOf(type = Activations.class, method = "logSigmoid")
  public static Tensor logSigmoid(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.neg().sigmoid());
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "relu", mode = Mode.FORWARD)
    public static Tensor relu(Tensor x, Tensor dX) {
      return ActivationRules.relu(x, dX);
    }

    @DerivativeOf(type = Activations.class, method = "leakyRelu", mode = Mode.FORWARD)
    public static Tensor leakyRelu(Tensor x, double slope, Tensor dX, double dSlope) {
      Tensor negative = Comparisons.lessEqual(x, 0);
      Tensor low = Comparisons.where(negative, x, negative);
      return dX.mul(slopes(x, slope)).add(low.mul(dSlope));
    }

    @DerivativeOf(type = Activations.class, method = "elu", mode = Mode.FORWARD)
    public static Tensor elu(Tensor x, double alpha, Tensor dX, double dAlpha) {
      Tensor positive = Comparisons.greater(x, 0);
      Tensor negative = Comparisons.lessEqual(x, 0);
      Tensor low = x.minimum(Tensor.zeros(x.dtype()));
      Tensor slope = low.exp().mul(alpha).mul(negative).add(positive);
      return dX.mul(slope).add(Functions.expm1(low).mul(dAlpha));
    }

    @DerivativeOf(type = Activations.class, method = "gelu", mode = Mode.FORWARD)
    public static Tensor gelu(Tensor x, Tensor dX) {
      return ActivationRules.gelu(x, dX);
    }

    @DerivativeOf(type = Activations.class, method = "softplus", mode = Mode.FORWARD)
    public static Tensor softplus(Tensor x, Tensor dX) {
      return ActivationRules.softplus(x, dX);
    }

    @DerivativeOf(type = Activations.class, method = "logSigmoid", mode = Mode.FORWARD)
    public static Tensor logSigmoid(Tensor x, Tensor dX) {
      return ActivationRules.logSigmoid(x, dX);
    }
  }
}
