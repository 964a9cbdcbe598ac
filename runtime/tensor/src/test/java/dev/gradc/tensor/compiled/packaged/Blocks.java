package dev.gradc.tensor.compiled.packaged;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** Blocks that call methods of other classes: for each a twin without such parts. */
public final class Blocks {

  private Blocks() {}

  @Differentiable
  @Checkpoint
  public static Tensor block(Dense layer, Tensor x) {
    return layer.apply(x).mul(layer.apply(x.mul(2))).tanh();
  }

  @Differentiable
  public static Tensor blockPlain(Dense layer, Tensor x) {
    return layer.apply(x).mul(layer.apply(x.mul(2))).tanh();
  }

  /** Stands in the place of its call, with calls of a part in it. */
  @Differentiable
  public static Tensor twice(Dense layer, Tensor x) {
    return block(layer, block(layer, x).add(x));
  }

  @Differentiable
  public static Tensor twicePlain(Dense layer, Tensor x) {
    return blockPlain(layer, blockPlain(layer, x).add(x));
  }

  @Differentiable
  public static Tensor deep(Dense layer, Tensor x, int n) {
    return n == 0 ? x : deep(layer, layer.apply(x).add(x), n - 1);
  }

  /** Calls what other packages cannot. */
  @Differentiable
  public static Tensor hidden(Dense layer, Tensor x) {
    return Hidden.block(new Hidden.Pair(layer.apply(x), x)).mul(2);
  }
}
