package dev.gradc.samples.gan;

import dev.gradc.Differentiable;
import dev.gradc.nn.BatchNorm;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Makes pictures of noise. */
record Generator(
    Linear first, BatchNorm firstNorm, Linear second, BatchNorm secondNorm, Linear last) {

  /** How many numbers of noise a picture is made of. */
  static final int NOISE = 32;

  static Generator of(RandomGenerator random) {
    return new Generator(
        Linear.of(random, DType.FLOAT, NOISE, 128),
        BatchNorm.of(DType.FLOAT, 128),
        Linear.of(random, DType.FLOAT, 128, 256),
        BatchNorm.of(DType.FLOAT, 256),
        Linear.of(random, DType.FLOAT, 256, 784));
  }

  /** Of [pictures, NOISE] pictures, [pictures, 784], each pixel from -1 to 1. */
  @Differentiable
  Tensor apply(Tensor noise) {
    Tensor rough = Activations.leakyRelu(firstNorm.apply(first.apply(noise)), 0.2);
    Tensor fine = Activations.leakyRelu(secondNorm.apply(second.apply(rough)), 0.2);
    return last.apply(fine).tanh();
  }
}
