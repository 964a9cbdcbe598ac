package dev.gradc.tensor.compiled;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** Checkpointed blocks and recursive ones, in a file of their own. */
final class SplitBlocks {

  private SplitBlocks() {}

  private static Tensor apply(Checkpoints.Layer layer, Tensor x) {
    return x.matmul(layer.weight()).add(layer.bias());
  }

  @Differentiable
  @Checkpoint
  static Tensor block(Checkpoints.Layer layer, Tensor x) {
    return SplitLosses.scaled(apply(layer, x.tanh()), 2).relu().square();
  }

  @Differentiable
  static Tensor blockPlain(Checkpoints.Layer layer, Tensor x) {
    return SplitLosses.scaled(apply(layer, x.tanh()), 2).relu().square();
  }

  /** A checkpointed block within. */
  @Differentiable
  static Tensor within(Checkpoints.Layer layer, Tensor x) {
    return hidden(layer, x.mul(0.5)).add(x);
  }

  @Checkpoint
  private static Tensor hidden(Checkpoints.Layer layer, Tensor x) {
    return apply(layer, x.tanh()).relu().square();
  }

  @Differentiable
  static Tensor withinPlain(Checkpoints.Layer layer, Tensor x) {
    return apply(layer, x.mul(0.5).tanh()).relu().square().add(x);
  }

  @Differentiable
  static Tensor loop(Checkpoints.Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (@Checkpoint(segments = 2) int i = 0; i < n; i++) {
      h = apply(layer, h.tanh()).add(h.mul(0.5));
    }
    return h;
  }

  @Differentiable
  static Tensor loopPlain(Checkpoints.Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = apply(layer, h.tanh()).add(h.mul(0.5));
    }
    return h;
  }

  @Differentiable
  static Tensor deep(Checkpoints.Layer layer, Tensor x, int n) {
    return n == 0 ? x.tanh() : deep(layer, apply(layer, x).relu(), n - 1).add(x);
  }

  /** Calls the recursive one, and is in the place of its call. */
  @Differentiable
  static Tensor deeper(Checkpoints.Layer layer, Tensor x, int n) {
    return deep(layer, x.mul(0.5), n).add(parted(x, n).one()).square();
  }

  private static Checkpoints.Pair parted(Tensor x, int n) {
    if (n == 0) {
      return new Checkpoints.Pair(x.tanh(), x);
    }
    Checkpoints.Pair next = parted(x.mul(0.5), n - 1);
    return new Checkpoints.Pair(next.one().add(x), next.other().tanh());
  }

  @Differentiable
  static Checkpoints.Pair both(Tensor x, Tensor y, int n) {
    if (n == 0) {
      return new Checkpoints.Pair(y.mul(x), x);
    }
    Checkpoints.Pair next = both(y.tanh(), x, n - 1);
    return new Checkpoints.Pair(next.other(), next.one().mul(0.5));
  }
}
