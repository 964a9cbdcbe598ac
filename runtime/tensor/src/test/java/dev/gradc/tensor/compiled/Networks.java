package dev.gradc.tensor.compiled;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.nn.Conv2d;
import dev.gradc.nn.FocalLosses;
import dev.gradc.nn.GroupNorm;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Pooling;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;

/** Layers and losses of the library, in the modes along directions. */
final class Networks {

  private Networks() {}

  record Perceptron(Linear first, Linear second) {
    Tensor apply(Tensor x) {
      return second.apply(first.apply(x).relu());
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double perceptron(Perceptron model, Tensor data, int[] labels) {
    return Losses.crossEntropy(model.apply(data), labels);
  }

  record Pictures(Conv2d conv, GroupNorm norm, Linear scores) {
    Tensor apply(Tensor x) {
      Tensor pooled = Pooling.maxPool2d(norm.apply(conv.apply(x)).tanh(), 2, 2, Sliding.by(2));
      return scores.apply(Shapes.flatten(pooled, 1));
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double pictures(Pictures model, Tensor data, int[] labels) {
    return Losses.crossEntropy(model.apply(data), labels);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double focal(Linear model, Tensor data, @Detach Tensor targets, @Detach double gamma) {
    return FocalLosses.focal(model.apply(data), targets, gamma).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double softmaxFocal(Linear model, Tensor data, int[] labels, @Detach double gamma) {
    return FocalLosses.softmaxFocal(model.apply(data), labels, gamma).mean().item();
  }

  /** A derivative along a direction, which is differentiated again. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double alongDirection(Tensor x, Tensor direction) {
    return NetworksGrad.Curved.jvp(x, direction).tangent().square().sum().item();
  }

  /** Of the first argument alone: the second has a tangent of zeros. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double alongOne(Tensor x, Tensor w) {
    NetworksGrad.Weighted.Tangent tangent =
        NetworksGrad.Weighted.jvp(x, w, x.mul(w).tanh(), Tensor.zeros(w.dtype(), w.shape()));
    return tangent.tangent().mul(tangent.value()).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor curved(Tensor x) {
    return x.exp().mul(x).add(Reductions.sum(x, true, 0).sigmoid());
  }

  /** Has rules of its own, which nobody looks into in forward mode. */
  static final class Bent {

    private Bent() {}

    static Tensor bend(Tensor a, Tensor b) {
      return a.square().mul(b);
    }
  }

  record Operands(Tensor a, Tensor b) {}

  @DerivativeOf(type = Bent.class, method = "bend")
  static Operands bend(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(cotangent.mul(a).mul(b).mul(2), cotangent.mul(a.square()));
  }

  @DerivativeOf(type = Bent.class, method = "bend", mode = Mode.FORWARD)
  static Tensor bendTangent(Tensor a, Tensor b, Tensor dA, Tensor dB) {
    return dA.mul(a).mul(b).mul(2).add(a.square().mul(dB));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double ruled(Tensor x, Tensor w, @Detach Tensor constant) {
    return Bent.bend(x, constant).mul(Bent.bend(constant, w)).sum().item()
        + Bent.bend(w, x).mean().item();
  }

  record Pair(Tensor one, Tensor other) {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Pair parts(Tensor x, Tensor w) {
    return new Pair(x.mul(w), x.exp());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor weighted(Tensor x, Tensor w) {
    Tensor y = x;
    for (int i = 0; i < 3; i++) {
      y = y.mul(w).tanh();
    }
    return y;
  }
}
