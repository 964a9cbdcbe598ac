package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of powers and roots. */
public final class PowerRules {

  private PowerRules() {}

  /** The cotangents of a tensor and a number. */
  public record Power(Tensor x, double exponent) {}

  /** The cotangents of two tensors. */
  public record Powers(Tensor base, Tensor exponent) {}

  /** The zeroth power is constant, and so is a power of zero that is not negative. */
  @DerivativeOf(type = Tensor.class, method = "pow")
  public static Power pow(Tensor x, double exponent, Tensor cotangent) {
    Tensor zeros = Tensor.zeros(x.dtype(), x.shape());
    Tensor inBase = exponent == 0 ? zeros : cotangent.mul(x.pow(exponent - 1).mul(exponent));
    Tensor inExponent = cotangent.mul(x.pow(exponent).mul(x.log()));
    if (exponent >= 0) {
      inExponent = Comparisons.where(Comparisons.equal(x, 0), zeros, inExponent);
    }
    return new Power(inBase, inExponent.sum().item());
  }

  /** As the power with a number. */
  @DerivativeOf(type = Functions.class, method = "pow")
  public static Powers pow(Tensor base, Tensor exponent, Tensor cotangent) {
    Tensor zeros = Tensor.zeros(cotangent.dtype(), cotangent.shape());
    Tensor slope = Functions.pow(base, exponent.sub(1)).mul(exponent);
    Tensor inBase = Comparisons.where(Comparisons.equal(exponent, 0), zeros, cotangent.mul(slope));
    Tensor growth = Functions.pow(base, exponent).mul(base.log());
    Tensor constant = Comparisons.equal(base, 0).mul(Comparisons.greaterEqual(exponent, 0));
    Tensor inExponent = Comparisons.where(constant, zeros, cotangent.mul(growth));
    return new Powers(
        Shapes.sumTo(inBase, base.shape()), Shapes.sumTo(inExponent, exponent.shape()));
  }

  @DerivativeOf(type = Functions.class, method = "rsqrt")
  public static Tensor rsqrt(Tensor x, Tensor cotangent) {
    Tensor y = Functions.rsqrt(x);
    return cotangent.mul(y.square().mul(y)).mul(-0.5);
  }

  @DerivativeOf(type = Tensor.class, method = "sqrt")
  public static Tensor sqrt(Tensor x, Tensor cotangent) {
    return cotangent.div(x.sqrt().mul(2));
  }
}
