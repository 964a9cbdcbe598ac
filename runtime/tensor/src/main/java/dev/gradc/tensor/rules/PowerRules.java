package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
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

  /**
   * The zeroth power is constant where its slope has no value, at zero, and a power of zero that is
   * not negative is. Elsewhere the slope of the zeroth power is zero by itself: its own derivative
   * by the exponent is not.
   */
  @DerivativeOf(type = Tensor.class, method = "pow")
  public static Power pow(Tensor x, double exponent, Tensor cotangent) {
    Tensor zeros = Tensor.zeros(x.dtype(), x.shape());
    Tensor power = Tensor.full(x.dtype(), exponent);
    Tensor slope = x.pow(exponent - 1).mul(exponent);
    Tensor undefined = Comparisons.notEqual(slope, slope).mul(Comparisons.equal(power, 0));
    Tensor growth = x.pow(exponent).mul(x.log());
    Tensor constant = Comparisons.equal(x, 0).mul(Comparisons.greaterEqual(power, 0));
    return new Power(
        Comparisons.where(undefined, zeros, cotangent.mul(slope)),
        Comparisons.where(constant, zeros, cotangent.mul(growth)).sum().item());
  }

  /** As the power with a number. */
  @DerivativeOf(type = Functions.class, method = "pow")
  public static Powers pow(Tensor base, Tensor exponent, Tensor cotangent) {
    Tensor zeros = Tensor.zeros(cotangent.dtype(), cotangent.shape());
    Tensor slope = Functions.pow(base, exponent.sub(1)).mul(exponent);
    Tensor undefined = Comparisons.notEqual(slope, slope).mul(Comparisons.equal(exponent, 0));
    Tensor inBase = Comparisons.where(undefined, zeros, cotangent.mul(slope));
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

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "pow", mode = Mode.FORWARD)
    public static Tensor pow(Tensor x, double exponent, Tensor dX, double dExponent) {
      Tensor zeros = Tensor.zeros(x.dtype(), x.shape());
      Tensor power = Tensor.full(x.dtype(), exponent);
      Tensor slope = x.pow(exponent - 1).mul(exponent);
      Tensor undefined = Comparisons.notEqual(slope, slope).mul(Comparisons.equal(power, 0));
      Tensor growth = x.pow(exponent).mul(x.log());
      Tensor constant = Comparisons.equal(x, 0).mul(Comparisons.greaterEqual(power, 0));
      return Comparisons.where(undefined, zeros, dX.mul(slope))
          .add(Comparisons.where(constant, zeros, growth.mul(dExponent)));
    }

    @DerivativeOf(type = Functions.class, method = "pow", mode = Mode.FORWARD)
    public static Tensor pow(Tensor base, Tensor exponent, Tensor dBase, Tensor dExponent) {
      Tensor y = Functions.pow(base, exponent);
      Tensor zeros = Tensor.zeros(y.dtype(), y.shape());
      Tensor slope = Functions.pow(base, exponent.sub(1)).mul(exponent);
      Tensor undefined = Comparisons.notEqual(slope, slope).mul(Comparisons.equal(exponent, 0));
      Tensor growth = y.mul(base.log());
      Tensor constant = Comparisons.equal(base, 0).mul(Comparisons.greaterEqual(exponent, 0));
      return Comparisons.where(undefined, zeros, slope.mul(dBase))
          .add(Comparisons.where(constant, zeros, growth.mul(dExponent)));
    }

    @DerivativeOf(type = Functions.class, method = "rsqrt", mode = Mode.FORWARD)
    public static Tensor rsqrt(Tensor x, Tensor dX) {
      return PowerRules.rsqrt(x, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "sqrt", mode = Mode.FORWARD)
    public static Tensor sqrt(Tensor x, Tensor dX) {
      return PowerRules.sqrt(x, dX);
    }
  }
}
