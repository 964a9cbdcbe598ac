package dev.gradc.tensor.compiled;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.packaged.Blocks;
import dev.gradc.tensor.compiled.packaged.Dense;

/** Calls of checkpointed and of recursive methods of another package, which call others. */
final class PackagedCheckpoints {

  private PackagedCheckpoints() {}

  @Differentiable
  static double call(Dense layer, Tensor x) {
    return Blocks.block(layer, x.mul(2)).mul(x).sum().item();
  }

  @Differentiable
  static double callPlain(Dense layer, Tensor x) {
    return Blocks.blockPlain(layer, x.mul(2)).mul(x).sum().item();
  }

  @Differentiable
  static double layers(Dense[] layers, Tensor x) {
    Tensor h = x;
    for (Dense layer : layers) {
      h = Blocks.twice(layer, h);
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double layersPlain(Dense[] layers, Tensor x) {
    Tensor h = x;
    for (Dense layer : layers) {
      h = Blocks.twicePlain(layer, h);
    }
    return h.square().mean().item();
  }

  @Differentiable
  static double recursion(Dense layer, Tensor x, int n) {
    return Blocks.deep(layer, x.mul(2), n).square().mean().item();
  }

  @Differentiable
  static double hidden(Dense layer, Tensor x) {
    return Blocks.hidden(layer, x).square().mean().item();
  }
}
