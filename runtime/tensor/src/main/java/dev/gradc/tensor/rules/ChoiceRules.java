package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Mode;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/**
 * Rules of functions that choose between their arguments. Ties are split evenly.
 *
 * <p>The rules choose too, {@code where(mask, cotangent, mask)}: where nothing flows back, 0 times
 * an infinite cotangent would be NaN.
 */
public final class ChoiceRules {

  private ChoiceRules() {}

  /** The cotangents of two tensors. */
  public record Operands(Tensor a, Tensor b) {}

  /** The cotangents of a tensor and its bounds. */
  public record Clamped(Tensor x, double low, double high) {}

  @DerivativeOf(type = Tensor.class, method = "maximum")
  public static Operands maximum(Tensor a, Tensor b, Tensor cotangent) {
    Tensor tie = Comparisons.equal(a, b).mul(0.5);
    Tensor choosesA = Comparisons.less(a, b).add(tie).neg().add(1);
    Tensor choosesB = Comparisons.greater(a, b).add(tie).neg().add(1);
    Tensor toA = Comparisons.where(choosesA, cotangent, choosesA);
    Tensor toB = Comparisons.where(choosesB, cotangent, choosesB);
    return new Operands(
        Shapes.sumTo(toA.mul(choosesA), a.shape()), Shapes.sumTo(toB.mul(choosesB), b.shape()));
  }

  @DerivativeOf(type = Tensor.class, method = "minimum")
  public static Operands minimum(Tensor a, Tensor b, Tensor cotangent) {
    Tensor tie = Comparisons.equal(a, b).mul(0.5);
    Tensor choosesA = Comparisons.greater(a, b).add(tie).neg().add(1);
    Tensor choosesB = Comparisons.less(a, b).add(tie).neg().add(1);
    Tensor toA = Comparisons.where(choosesA, cotangent, choosesA);
    Tensor toB = Comparisons.where(choosesB, cotangent, choosesB);
    return new Operands(
        Shapes.sumTo(toA.mul(choosesA), a.shape()), Shapes.sumTo(toB.mul(choosesB), b.shape()));
  }

  @DerivativeOf(type = Tensor.class, method = "clamp")
  public static Clamped clamp(Tensor x, double low, double high, Tensor cotangent) {
    Tensor below = Comparisons.less(x, low);
    Tensor above = Comparisons.greater(x, high);
    Tensor inside = Comparisons.greaterEqual(x, low).mul(Comparisons.lessEqual(x, high));
    return new Clamped(
        Comparisons.where(inside, cotangent, inside),
        Comparisons.where(below, cotangent, below).sum().item(),
        Comparisons.where(above, cotangent, above).sum().item());
  }

  @DerivativeOf(type = Tensor.class, method = "abs")
  public static Tensor abs(Tensor x, Tensor cotangent) {
    return cotangent.mul(Functions.sign(x));
  }

  @DerivativeOf(type = Comparisons.class, method = "where")
  public static Operands where(@Detach Tensor mask, Tensor a, Tensor b, Tensor cotangent) {
    Tensor zeros = Tensor.zeros(cotangent.dtype(), cotangent.shape());
    Tensor toA = Comparisons.where(mask, cotangent, zeros);
    Tensor toB = Comparisons.where(mask, zeros, cotangent);
    return new Operands(Shapes.sumTo(toA, a.shape()), Shapes.sumTo(toB, b.shape()));
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "maximum", mode = Mode.FORWARD)
    public static Tensor maximum(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      Tensor tie = Comparisons.equal(a, b).mul(0.5);
      Tensor choosesA = Comparisons.less(a, b).add(tie).neg().add(1);
      Tensor choosesB = Comparisons.greater(a, b).add(tie).neg().add(1);
      Tensor ofA = Comparisons.where(choosesA, Shapes.broadcastTo(dA, choosesA.shape()), choosesA);
      Tensor ofB = Comparisons.where(choosesB, Shapes.broadcastTo(dB, choosesB.shape()), choosesB);
      return ofA.mul(choosesA).add(ofB.mul(choosesB));
    }

    @DerivativeOf(type = Tensor.class, method = "minimum", mode = Mode.FORWARD)
    public static Tensor minimum(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      Tensor tie = Comparisons.equal(a, b).mul(0.5);
      Tensor choosesA = Comparisons.greater(a, b).add(tie).neg().add(1);
      Tensor choosesB = Comparisons.less(a, b).add(tie).neg().add(1);
      Tensor ofA = Comparisons.where(choosesA, Shapes.broadcastTo(dA, choosesA.shape()), choosesA);
      Tensor ofB = Comparisons.where(choosesB, Shapes.broadcastTo(dB, choosesB.shape()), choosesB);
      return ofA.mul(choosesA).add(ofB.mul(choosesB));
    }

    @DerivativeOf(type = Tensor.class, method = "clamp", mode = Mode.FORWARD)
    public static Tensor clamp(
        Tensor x, double low, double high, Tensor dX, double dLow, double dHigh) {
      Tensor below = Comparisons.less(x, low);
      Tensor above = Comparisons.greater(x, high);
      Tensor inside = Comparisons.greaterEqual(x, low).mul(Comparisons.lessEqual(x, high));
      return Comparisons.where(inside, dX, inside).add(below.mul(dLow)).add(above.mul(dHigh));
    }

    @DerivativeOf(type = Tensor.class, method = "abs", mode = Mode.FORWARD)
    public static Tensor abs(Tensor x, Tensor dX) {
      return ChoiceRules.abs(x, dX);
    }

    @DerivativeOf(type = Comparisons.class, method = "where", mode = Mode.FORWARD)
    public static Tensor where(@Detach Tensor mask, Tensor a, Tensor b, Tensor dA, Tensor dB) {
      Tensor zeros = Tensor.zeros(a.dtype(), Comparisons.where(mask, a, b).shape());
      return Comparisons.where(mask, dA, zeros).add(Comparisons.where(mask, zeros, dB));
    }
  }
}
