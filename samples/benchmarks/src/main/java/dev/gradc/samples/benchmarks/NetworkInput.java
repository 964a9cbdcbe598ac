package dev.gradc.samples.benchmarks;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * A network and a batch.
 *
 * @param examples [batch, in]
 * @param labels the class of each
 */
record NetworkInput(Network network, Tensor examples, int[] labels) {

  /**
   * Random ones, the same whenever they are asked for.
   *
   * @param sizes batch, numbers of an example, units, classes
   */
  static NetworkInput of(int... sizes) {
    SplittableRandom random = new SplittableRandom(1);
    return new NetworkInput(
        Network.of(random, sizes[1], sizes[2], sizes[3]),
        Sampling.uniform(random, 0, 1, DType.FLOAT, sizes[0], sizes[1]),
        random.ints(sizes[0], 0, sizes[3]).toArray());
  }
}
