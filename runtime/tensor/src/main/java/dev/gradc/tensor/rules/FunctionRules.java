package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Tensor;

/** Rules of smooth functions of each element. */
public final class FunctionRules {

  private FunctionRules() {}

  @DerivativeOf(type = Tensor.class, method = "exp")
  public static Tensor exp(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.exp());
  }

  @DerivativeOf(type = Tensor.class, method = "log")
  public static Tensor log(Tensor x, Tensor cotangent) {
    return cotangent.div(x);
  }

  @DerivativeOf(type = Tensor.class, method = "tanh")
  public static Tensor tanh(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.tanh().square().neg().add(1));
  }

  @DerivativeOf(type = Tensor.class, method = "sigmoid")
  public static Tensor sigmoid(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.sigmoid().mul(x.neg().sigmoid()));
  }

  @DerivativeOf(type = Functions.class, method = "expm1")
  public static Tensor expm1(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.exp());
  }

  @DerivativeOf(type = Functions.class, method = "log1p")
  public static Tensor log1p(Tensor x, Tensor cotangent) {
    return cotangent.div(x.add(1));
  }

  @DerivativeOf(type = Functions.class, method = "sin")
  public static Tensor sin(Tensor x, Tensor cotangent) {
    return cotangent.mul(Functions.cos(x));
  }

  @DerivativeOf(type = Functions.class, method = "cos")
  public static Tensor cos(Tensor x, Tensor cotangent) {
    return cotangent.mul(Functions.sin(x)).neg();
  }

  @DerivativeOf(type = Functions.class, method = "erf")
  public static Tensor erf(Tensor x, Tensor cotangent) {
    return cotangent.mul(x.square().neg().exp().mul(2 / Math.sqrt(Math.PI)));
  }

  @DerivativeOf(type = Functions.class, method = "normalDistribution")
  public static Tensor normalDistribution(Tensor x, Tensor cotangent) {
    Tensor density = x.square().mul(-0.5).exp().div(Math.sqrt(2 * Math.PI));
    return cotangent.mul(density);
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "exp", mode = Mode.FORWARD)
    public static Tensor exp(Tensor x, Tensor dX) {
      return FunctionRules.exp(x, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "log", mode = Mode.FORWARD)
    public static Tensor log(Tensor x, Tensor dX) {
      return FunctionRules.log(x, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "tanh", mode = Mode.FORWARD)
    public static Tensor tanh(Tensor x, Tensor dX) {
      return FunctionRules.tanh(x, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "sigmoid", mode = Mode.FORWARD)
    public static Tensor sigmoid(Tensor x, Tensor dX) {
      return FunctionRules.sigmoid(x, dX);
    }

    @DerivativeOf(type = Functions.class, method = "expm1", mode = Mode.FORWARD)
    public static Tensor expm1(Tensor x, Tensor dX) {
      return FunctionRules.expm1(x, dX);
    }

    @DerivativeOf(type = Functions.class, method = "log1p", mode = Mode.FORWARD)
    public static Tensor log1p(Tensor x, Tensor dX) {
      return FunctionRules.log1p(x, dX);
    }

    @DerivativeOf(type = Functions.class, method = "sin", mode = Mode.FORWARD)
    public static Tensor sin(Tensor x, Tensor dX) {
      return FunctionRules.sin(x, dX);
    }

    @DerivativeOf(type = Functions.class, method = "cos", mode = Mode.FORWARD)
    public static Tensor cos(Tensor x, Tensor dX) {
      return FunctionRules.cos(x, dX);
    }

    @DerivativeOf(type = Functions.class, method = "erf", mode = Mode.FORWARD)
    public static Tensor erf(Tensor x, Tensor dX) {
      return FunctionRules.erf(x, dX);
    }

    @DerivativeOf(type = Functions.class, method = "normalDistribution", mode = Mode.FORWARD)
    public static Tensor normalDistribution(Tensor x, Tensor dX) {
      return FunctionRules.normalDistribution(x, dX);
    }
  }
}
