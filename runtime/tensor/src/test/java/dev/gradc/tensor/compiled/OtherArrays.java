package dev.gradc.tensor.compiled;

import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Tensor;

/** What {@link TensorArrays} calls. */
final class OtherArrays {

  private OtherArrays() {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double norm(Tensor[] weights) {
    double sum = 0;
    for (Tensor weight : weights) {
      sum += weight.square().sum().item();
    }
    return Math.sqrt(sum + 1);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double deep(Tensor[] weights, Tensor h, int i) {
    if (i == weights.length) {
      return h.sum().item();
    }
    return deep(weights, h.mul(weights[i]).tanh(), i + 1) + weights[i].mul(h).sum().item();
  }

  /** What reaches an element of one array is an element of the other one. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double product(Tensor[] one, Tensor[] other, Tensor x) {
    double sum = one[0].mul(x).sum().item();
    for (int i = 0; i < one.length; i++) {
      sum += one[i].mul(other[one.length - 1 - i]).exp().sum().item();
    }
    return sum;
  }

  /** Puts what it computes into an array of its caller's. */
  @Differentiable
  static double stored(Tensor[] into, Tensor x) {
    into[0] = x.exp();
    return into[0].neg().mul(x).sum().item();
  }

  /** Writes into arrays, and gives a tensor that has nothing to do with that. */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor noted(Tensor[] row, double[] numbers, Tensor x) {
    row[0] = x.mul(2);
    numbers[0] = x.sum().item();
    return x.mul(5);
  }
}
