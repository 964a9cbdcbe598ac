package dev.gradc.samples.gan;

import dev.gradc.Differentiable;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Makes pictures of noise. */
record Generator(Linear first, Linear second, Linear last) {

  /** How many numbers of noise a picture is made of. */
  static final int NOISE = 32;

  static Generator of(RandomGenerator random) {
    return new Generator(
        Linear.of(random, DType.FLOAT, NOISE, 128),
        Linear.of(random, DType.FLOAT, 128, 256),
        Linear.of(random, DType.FLOAT, 256, 784));
  }

  /** Of [pictures, NOISE] pictures, [pictures, 784], each pixel from 0 to 1. */
  @Differentiable
  Tensor apply(Tensor noise) {
    Tensor rough = Activations.leakyRelu(first.apply(noise), 0.2);
    Tensor fine = Activations.leakyRelu(second.apply(rough), 0.2);
    return last.apply(fine).sigmoid();
  }
}
