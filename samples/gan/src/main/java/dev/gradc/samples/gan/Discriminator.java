package dev.gradc.samples.gan;

import dev.gradc.Differentiable;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Tells real pictures from made ones: the higher the score, the more real. */
record Discriminator(Linear first, Linear last) {

  static Discriminator of(RandomGenerator random) {
    return new Discriminator(
        Linear.of(random, DType.FLOAT, 784, 128), Linear.of(random, DType.FLOAT, 128, 1));
  }

  /** Of [pictures, 784] a score for each, [pictures, 1]. */
  @Differentiable
  Tensor apply(Tensor pictures) {
    return last.apply(Activations.leakyRelu(first.apply(pictures), 0.2));
  }
}
