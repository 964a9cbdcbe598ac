package dev.gradc.tensor.compiled;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/**
 * Calls of checkpointed and of recursive methods of another file: each with one beside it, of the
 * same numbers, without such a part.
 */
final class SplitCheckpoints {

  private SplitCheckpoints() {}

  @Differentiable
  static double call(Checkpoints.Layer layer, Tensor x) {
    return SplitBlocks.block(layer, x.mul(2)).mul(x).sum().item();
  }

  @Differentiable
  static double callPlain(Checkpoints.Layer layer, Tensor x) {
    return SplitBlocks.blockPlain(layer, x.mul(2)).mul(x).sum().item();
  }

  @Differentiable
  static double layers(Checkpoints.Layer[] layers, @Detach Tensor x) {
    Tensor h = x;
    for (Checkpoints.Layer layer : layers) {
      h = SplitBlocks.block(layer, h);
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double layersPlain(Checkpoints.Layer[] layers, @Detach Tensor x) {
    Tensor h = x;
    for (Checkpoints.Layer layer : layers) {
      h = SplitBlocks.blockPlain(layer, h);
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double straight(Checkpoints.Layer[] layers, Tensor x) {
    Tensor h = SplitBlocks.block(layers[0], x);
    h = SplitBlocks.block(layers[1], h);
    h = SplitBlocks.block(layers[2], h);
    return h.square().mean().item();
  }

  @Differentiable
  static double straightPlain(Checkpoints.Layer[] layers, Tensor x) {
    Tensor h = SplitBlocks.blockPlain(layers[0], x);
    h = SplitBlocks.blockPlain(layers[1], h);
    h = SplitBlocks.blockPlain(layers[2], h);
    return h.square().mean().item();
  }

  /** The result is the caller's. */
  @Differentiable
  static Tensor given(Checkpoints.Layer layer, Tensor x) {
    return SplitBlocks.block(layer, x);
  }

  @Differentiable
  static Tensor givenPlain(Checkpoints.Layer layer, Tensor x) {
    return SplitBlocks.blockPlain(layer, x);
  }

  @Differentiable
  static double within(Checkpoints.Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = SplitBlocks.within(layer, h).tanh();
    }
    return h.sum().item();
  }

  @Differentiable
  static double withinPlain(Checkpoints.Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = SplitBlocks.withinPlain(layer, h).tanh();
    }
    return h.sum().item();
  }

  @Differentiable
  static double loop(Checkpoints.Layer layer, Tensor x, int n) {
    return SplitBlocks.loop(layer, x.mul(2), n).square().mean().item();
  }

  @Differentiable
  static double loopPlain(Checkpoints.Layer layer, Tensor x, int n) {
    return SplitBlocks.loopPlain(layer, x.mul(2), n).square().mean().item();
  }

  @Checkpoint
  private static Tensor outer(Checkpoints.Layer layer, Tensor x) {
    return SplitBlocks.block(layer, x.mul(0.5)).add(x).tanh();
  }

  private static Tensor outerPlain(Checkpoints.Layer layer, Tensor x) {
    return SplitBlocks.blockPlain(layer, x.mul(0.5)).add(x).tanh();
  }

  /** In a checkpointed part of the caller. */
  @Differentiable
  static double nested(Checkpoints.Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = outer(layer, h).add(h);
    }
    return h.sum().item();
  }

  @Differentiable
  static double nestedPlain(Checkpoints.Layer layer, Tensor x, int n) {
    Tensor h = x;
    for (int i = 0; i < n; i++) {
      h = outerPlain(layer, h).add(h);
    }
    return h.sum().item();
  }

  @Differentiable
  static double recursion(Checkpoints.Layer layer, Tensor x, int n) {
    return SplitBlocks.deep(layer, x.mul(2), n).square().mean().item();
  }

  @Differentiable
  static double deeper(Checkpoints.Layer layer, Tensor x, int n) {
    return SplitBlocks.deeper(layer, x.mul(2), n).square().mean().item();
  }

  @Differentiable
  static double records(Tensor x, Tensor y, int n) {
    Checkpoints.Pair pair = SplitBlocks.both(x, y.mul(2), n);
    return pair.one().sub(pair.other().square()).sum().item();
  }
}
