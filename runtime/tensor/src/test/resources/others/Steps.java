// option: -Agradc.disable=bodies
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.*;

final class Steps {

  private Steps() {}

  record Losses(double first, double second) {}

  // inputs: model model; x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double step(Model model, Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    Tensor y = model.apply(x);
    return Penalties.loss(y, x) + Penalties.decay(model);
  }

  // inputs: model model; x tensor n,m; s double
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double severalTimes(
      Model model, Tensor x, double s, boolean flag, int count, int[] labels, int n, int m) {
    Tensor w = model.w();
    double before = w.square().sum().item() * s;
    Tensor first = Penalties.twice(w, w, s);
    double between = Penalties.loss(first, w.mul(s));
    Tensor second = Penalties.twice(first, w, s * model.scale());
    double after = second.sum().item() / (2 + w.tanh().square().sum().item());
    return (before * s + between) * Math.exp(-s * s) + after + Penalties.squared(s, w);
  }

  // inputs: model model; x tensor n,m; s double
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Losses outputs(
      Model model, Tensor x, double s, boolean flag, int count, int[] labels, int n, int m) {
    Tensor y = model.apply(x);
    Penalties.Both both = Penalties.both(y, s);
    return new Losses(
        Penalties.loss(both.sum(), x) + both.number(), Penalties.loss(y, model.apply(both.sum())));
  }

  // inputs: xs tensors; model model; s double
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double loops(
      Tensor[] xs, Model model, double s, boolean flag, int count, int[] labels, int n, int m) {
    double sum = 0;
    Tensor y = xs[0];
    for (int i = 0; i < count; i++) {
      y = flag ? model.apply(y).add(xs[i % 3]) : Penalties.twice(y, xs[1], s);
      sum += Penalties.squared(s, y);
    }
    return sum + Penalties.total(xs, s) + Penalties.loss(y, xs[2]);
  }

  // inputs: model model; x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor given(Model model, Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return model.apply(Penalties.itself(x.tanh()), flag).add(x);
  }

  // inputs: model model; x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double constants(
      @Detach Model model, Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    Tensor y = model.apply(Penalties.constant(x).add(x));
    Penalties.Both both = Penalties.both(y, model.scale());
    return both.sum().mul(both.constant()).sum().item() + Penalties.loss(x, y.detach());
  }
}
// file: Model

import dev.gradc.Differentiable;
import dev.gradc.tensor.*;

record Model(Tensor w, Tensor b, Tensor v, double scale) {

  private static final double SLOPE = 0.25;

  @Differentiable
  Tensor apply(Tensor x) {
    return layer(layer(x, w).tanh(), v).mul(scale).add(Penalties.twice(x, x, scale));
  }

  @Differentiable(name = "Steep")
  Tensor apply(Tensor x, boolean isSteep) {
    return isSteep ? layer(x, w) : x.mul(SLOPE * scale);
  }

  private Tensor layer(Tensor x, Tensor weight) {
    return x.matmul(weight).add(b);
  }
}
// file: Penalties

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.*;

final class Penalties {

  static final double[] WEIGHTS = {0.5, 0.25};

  private Penalties() {}

  record Both(Tensor sum, double number, @Detach Tensor constant) {}

  @Differentiable
  static double loss(Tensor y, Tensor target) {
    Tensor error = y.sub(target);
    return error.square().mul(y.sigmoid()).mean().item() + y.mul(y).sum().item() * WEIGHTS[0];
  }

  @Differentiable
  static double decay(Model model) {
    return WEIGHTS[1] * (squared(1.5, model.w()) + model.v().square().sum().item());
  }

  @Differentiable
  static Tensor twice(Tensor x, Tensor y, double s) {
    double slope = Math.sin(s) * s;
    Tensor product = x.mul(y).mul(Math.sin(s) * s).add(x.tanh());
    return product.add(y.mul(slope)).sub(y.square().mul(s / 8));
  }

  @Differentiable
  static double squared(double s, Tensor x) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += Math.cos(s * s) * s + i * s;
    }
    return sum * x.square().sum().item() * s;
  }

  @Differentiable
  static Both both(Tensor y, double s) {
    Tensor sum = y.mul(Math.exp(s / 4) * s).add(y.square().mul(Math.exp(s / 4) * s));
    return new Both(sum, y.sum().item() * s, y.tanh());
  }

  @Differentiable
  static double total(Tensor[] xs, double s) {
    double total = 0;
    for (Tensor x : xs) {
      total += x.mul(s).tanh().sum().item() * s;
    }
    return total + xs[0].mul(xs[1]).sum().item();
  }

  @Differentiable
  @Detach
  static Tensor constant(Tensor x) {
    return x.tanh().mul(x);
  }

  @Differentiable
  static Tensor itself(Tensor x) {
    return x;
  }
}
