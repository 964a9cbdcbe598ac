package dev.gradc.tensor.compiled.packaged;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** What only this package may name. */
final class Hidden {

  private Hidden() {}

  record Pair(Tensor one, Tensor other) {}

  @Differentiable
  @Checkpoint
  static Tensor block(Pair pair) {
    return pair.one.mul(pair.other).tanh();
  }
}
