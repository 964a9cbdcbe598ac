package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Tensor;

/** The gradient penalty of the Wasserstein GAN: a derivative inside a derivative. */
final class Penalty {

  private Penalty() {}

  record Linear(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return Products.matmulTransposed(x, weight).add(bias);
    }
  }

  record Critic(Linear one, Linear two, Linear three, String activation) {

    Tensor score(Tensor x) {
      return three.apply(activate(two.apply(activate(one.apply(x)))));
    }

    private Tensor activate(Tensor z) {
      return switch (activation) {
        case "tanh" -> z.tanh();
        case "lrelu" -> Activations.leakyRelu(z, 0.2);
        default -> Activations.softplus(z);
      };
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double score(Critic critic, Tensor x) {
    return critic.score(x).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double penalty(Critic critic, @Detach Tensor x, @Detach double lambda) {
    Tensor gradient = PenaltyGrad.Score.gradient(critic, x).x();
    Tensor norms = Reductions.norm(gradient, false, 1);
    return norms.sub(1).square().mean().item() * lambda;
  }

  /** Reaches w for some shapes only. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double cube(Tensor x, Tensor w) {
    double sum = x.mul(x).mul(x).sum().item();
    return x.rank() > 2 ? sum * w.sum().item() : sum;
  }

  /** Of what is not reached the gradient is zeros, inside a method too. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double unreachedInside(Tensor x, Tensor w) {
    PenaltyGrad.Cube.Gradient gradient = PenaltyGrad.Cube.gradient(x, w);
    return gradient.w().add(1).mul(gradient.x()).mul(w).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double byTape(Tensor x, Tensor w) {
    try (PenaltyGrad.Cube.Tape tape = PenaltyGrad.Cube.forward(x, w)) {
      PenaltyGrad.Cube.Gradient gradient = tape.backward();
      return gradient.x().mul(w).sum().item() + tape.value() + gradient.w().sum().item();
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double added(Tensor x, Tensor w) {
    PenaltyGrad.Cube.Gradient gradient = PenaltyGrad.Cube.Gradient.zeros(x, w);
    double value = PenaltyGrad.Cube.addGradient(x, w, gradient);
    value += PenaltyGrad.Cube.addGradient(w, x, gradient);
    double before = gradient.x().square().mean().item();
    gradient.setZero();
    return value + before + gradient.x().add(x).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor weighted(Tensor x, Tensor w) {
    return x.mul(w).tanh();
  }

  /** A result that is a tensor, with a cotangent that carries a derivative itself. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productWithJacobian(Tensor x, Tensor w) {
    Tensor back = PenaltyGrad.Weighted.gradient(x, w, x.square()).w();
    return back.mul(w).exp().mean().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double third(Tensor x, Tensor w) {
    return PenaltyGrad.ProductWithJacobian.gradient(x, w).x().square().sum().item();
  }
}
