package dev.gradc.tensor.compiled;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Operations on elements, several after one another, so that they become loops. */
final class Fused {

  private Fused() {}

  @Differentiable
  static Tensor arithmetic(Tensor x, Tensor y, double number) {
    Tensor sum = x.add(y).mul(x.sub(y)).add(number).mul(2);
    Tensor quotient = sum.div(y.square().add(3)).sub(number).div(7).neg();
    return quotient.maximum(x).minimum(y.mul(number)).copy();
  }

  @Differentiable
  static Tensor kinks(Tensor x, Tensor y) {
    Tensor signs = Functions.sign(x).mul(y.abs());
    return signs.add(x.relu()).mul(Activations.leakyRelu(x.mul(y), 0.1));
  }

  @Differentiable
  static Tensor powers(Tensor x, Tensor y, double exponent) {
    Tensor positive = x.square().add(1);
    Tensor root = positive.sqrt().mul(Functions.rsqrt(positive.add(y.square())));
    return root.pow(exponent).add(positive.pow(2)).mul(Functions.pow(positive, y));
  }

  @Differentiable
  static Tensor exponentials(Tensor x, Tensor y) {
    Tensor small = x.tanh().mul(0.5);
    Tensor logs = Functions.log1p(small).add(small.exp().add(1).log());
    return logs.mul(Functions.expm1(small)).add(x.sigmoid().mul(y));
  }

  @Differentiable
  static Tensor functions(Tensor x, Tensor y) {
    Tensor waves = Functions.sin(x).mul(Functions.cos(y));
    return waves.add(Functions.erf(x.mul(0.5))).mul(Functions.normalDistribution(y.sub(x)));
  }

  @Differentiable
  static Tensor activations(Tensor x, Tensor y) {
    Tensor units = Activations.gelu(x).add(Activations.elu(x, 0.7));
    return units.mul(Activations.softplus(x.mul(y))).add(Activations.logSigmoid(x.neg()));
  }

  @Differentiable
  static Tensor comparisons(Tensor x, Tensor y) {
    Tensor masks =
        Comparisons.greater(x, y)
            .add(Comparisons.greaterEqual(x, y).mul(2))
            .add(Comparisons.less(x, y).mul(3))
            .add(Comparisons.lessEqual(x, y).mul(4))
            .add(Comparisons.equal(x, y).mul(5))
            .add(Comparisons.notEqual(x, y).mul(6));
    Tensor bounds =
        Comparisons.greater(x, 0.5)
            .add(Comparisons.greaterEqual(x, 0.5).mul(2))
            .add(Comparisons.less(x, 0.5).mul(3))
            .add(Comparisons.lessEqual(x, 0.5).mul(4))
            .add(Comparisons.equal(x, 0.5).mul(5))
            .add(Comparisons.notEqual(x, 0.5).mul(6));
    return masks.mul(x).add(bounds.mul(y));
  }

  @Differentiable
  static Tensor choices(Tensor x, Tensor y) {
    Tensor one = x.mul(y).exp();
    Tensor other = x.add(y).mul(3);
    return Comparisons.where(Comparisons.greater(x.sub(y), 0), one, other).mul(0.5);
  }

  /** Sums over other shapes, in between and at the end. */
  @Differentiable
  static double centered(Tensor x, Tensor y) {
    Tensor centered = x.sub(Reductions.mean(x, true, 1));
    Tensor scale = Functions.rsqrt(Reductions.mean(centered.square(), true, 1).add(1e-3));
    Tensor normal = centered.mul(scale).mul(y);
    return normal.square().mul(normal).mean().item();
  }

  /** What is repeated is used by itself as well. */
  @Differentiable
  static double repeated(Tensor x, Tensor y) {
    Tensor twice = y.mul(2).add(1);
    Tensor whole = Shapes.broadcastTo(twice.mul(y), x.shape()).mul(x);
    return whole.add(twice).exp().sum().item();
  }

  /** A loop has results that others need, and some of whose shapes alone are asked for. */
  @Differentiable
  static Tensor partly(Tensor x, Tensor y) {
    Tensor first = x.mul(y);
    Tensor second = first.add(y).mul(first);
    double weight = first.sum().item();
    return second.mul(weight).add(first);
  }

  /** In a loop of the method some results outlive their iteration. */
  @Differentiable
  static double carried(Tensor x, Tensor y, int steps) {
    Tensor state = x;
    for (int step = 0; step < steps; step++) {
      Tensor change = state.mul(y).tanh().mul(0.5);
      state = state.add(change).mul(0.9);
      if (step == 1) {
        state = state.square().sub(y).mul(state);
      }
    }
    return state.mul(x).sum().item();
  }

  /** Which cotangents are there hangs on the arguments. */
  @Differentiable
  static Tensor branches(Tensor x, Tensor y, boolean squares) {
    Tensor first = x.mul(y).add(1);
    Tensor second = squares ? first.square().mul(y) : first;
    return second.sub(x).mul(second);
  }

  /** What stood in an array is needed after something else has come into its place. */
  @Differentiable
  static Tensor replaced(Tensor x, Tensor y, int steps) {
    Tensor[] state = {x.mul(y)};
    Tensor first = state[0];
    for (int i = 0; i < steps; i++) {
      state[0] = state[0].tanh().neg();
    }
    return state[0].mul(first);
  }

  /** Two chains, each of which needs a sum of the other one. */
  @Differentiable
  static double crossed(Tensor x, Tensor y) {
    Tensor one = x.sigmoid();
    Tensor ofOne = one.sum();
    Tensor other = y.tanh();
    Tensor ofOther = other.sum();
    Tensor both = one.mul(ofOther);
    Tensor again = other.mul(ofOne);
    return both.square().sum().add(again.exp().sum()).item();
  }
}
