package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of sums, products and quotients. */
public final class ArithmeticRules {

  private ArithmeticRules() {}

  /** The cotangents of two tensors. */
  public record Operands(Tensor a, Tensor b) {}

  /** The cotangents of a tensor and a number. */
  public record WithNumber(Tensor x, double number) {}

  @DerivativeOf(type = Tensor.class, method = "add")
  public static Operands add(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(Shapes.sumTo(cotangent, a.shape()), Shapes.sumTo(cotangent, b.shape()));
  }

  @DerivativeOf(type = Tensor.class, method = "add")
  public static WithNumber add(Tensor x, double number, Tensor cotangent) {
    return new WithNumber(cotangent.copy(), cotangent.sum().item());
  }

  @DerivativeOf(type = Tensor.class, method = "sub")
  public static Operands sub(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(
        Shapes.sumTo(cotangent, a.shape()), Shapes.sumTo(cotangent, b.shape()).neg());
  }

  @DerivativeOf(type = Tensor.class, method = "sub")
  public static WithNumber sub(Tensor x, double number, Tensor cotangent) {
    return new WithNumber(cotangent.copy(), -cotangent.sum().item());
  }

  @DerivativeOf(type = Tensor.class, method = "mul")
  public static Operands mul(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(
        Shapes.sumTo(cotangent.mul(b), a.shape()), Shapes.sumTo(cotangent.mul(a), b.shape()));
  }

  @DerivativeOf(type = Tensor.class, method = "mul")
  public static WithNumber mul(Tensor x, double number, Tensor cotangent) {
    return new WithNumber(cotangent.mul(number), cotangent.mul(x).sum().item());
  }

  @DerivativeOf(type = Tensor.class, method = "div")
  public static Operands div(Tensor a, Tensor b, Tensor cotangent) {
    Tensor quotient = cotangent.div(b);
    return new Operands(
        Shapes.sumTo(quotient, a.shape()), Shapes.sumTo(quotient.mul(a.div(b)), b.shape()).neg());
  }

  @DerivativeOf(type = Tensor.class, method = "div")
  public static WithNumber div(Tensor x, double number, Tensor cotangent) {
    Tensor quotient = cotangent.div(number);
    return new WithNumber(quotient, -quotient.mul(x.div(number)).sum().item());
  }

  @DerivativeOf(type = Tensor.class, method = "neg")
  public static Tensor neg(Tensor x, Tensor cotangent) {
    return cotangent.neg();
  }

  @DerivativeOf(type = Tensor.class, method = "square")
  public static Tensor square(Tensor x, Tensor cotangent) {
    return cotangent.mul(x).mul(2);
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "add", mode = Mode.FORWARD)
    public static Tensor add(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      int[] shape = a.add(b).shape();
      return Shapes.broadcastTo(dA, shape).add(Shapes.broadcastTo(dB, shape));
    }

    @DerivativeOf(type = Tensor.class, method = "add", mode = Mode.FORWARD)
    public static Tensor add(Tensor x, double number, Tensor dX, double dNumber) {
      return dX.add(Tensor.full(x.dtype(), dNumber, x.shape()));
    }

    @DerivativeOf(type = Tensor.class, method = "sub", mode = Mode.FORWARD)
    public static Tensor sub(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      int[] shape = a.sub(b).shape();
      return Shapes.broadcastTo(dA, shape).add(Shapes.broadcastTo(dB, shape).neg());
    }

    @DerivativeOf(type = Tensor.class, method = "sub", mode = Mode.FORWARD)
    public static Tensor sub(Tensor x, double number, Tensor dX, double dNumber) {
      return dX.add(Tensor.full(x.dtype(), -dNumber, x.shape()));
    }

    @DerivativeOf(type = Tensor.class, method = "mul", mode = Mode.FORWARD)
    public static Tensor mul(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      return dA.mul(b).add(a.mul(dB));
    }

    @DerivativeOf(type = Tensor.class, method = "mul", mode = Mode.FORWARD)
    public static Tensor mul(Tensor x, double number, Tensor dX, double dNumber) {
      return dX.mul(number).add(x.mul(dNumber));
    }

    @DerivativeOf(type = Tensor.class, method = "div", mode = Mode.FORWARD)
    public static Tensor div(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      return dA.div(b).add(a.div(b).mul(dB.div(b)).neg());
    }

    @DerivativeOf(type = Tensor.class, method = "div", mode = Mode.FORWARD)
    public static Tensor div(Tensor x, double number, Tensor dX, double dNumber) {
      return dX.div(number).add(x.div(number).mul(-dNumber / number));
    }

    @DerivativeOf(type = Tensor.class, method = "neg", mode = Mode.FORWARD)
    public static Tensor neg(Tensor x, Tensor dX) {
      return ArithmeticRules.neg(x, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "square", mode = Mode.FORWARD)
    public static Tensor square(Tensor x, Tensor dX) {
      return ArithmeticRules.square(x, dX);
    }
  }
}
