package dev.gradc.samples.benchmarks;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Two layers and a softmax. */
record Network(Linear hidden, Linear scores) {

  static Network of(RandomGenerator random, int in, int units, int classes) {
    return new Network(
        Linear.of(random, DType.FLOAT, in, units), Linear.of(random, DType.FLOAT, units, classes));
  }

  /** The mean cross-entropy of a batch. */
  @Differentiable
  static double loss(Network network, @Detach Tensor examples, int[] labels) {
    Tensor units = network.hidden.applyToData(examples).relu();
    return Losses.crossEntropy(network.scores.apply(units), labels);
  }
}
