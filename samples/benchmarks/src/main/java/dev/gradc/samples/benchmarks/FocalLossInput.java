package dev.gradc.samples.benchmarks;

import dev.gradc.tensor.DType;
import java.util.SplittableRandom;

/**
 * Scores as a detector has them: one in ten windows shows something, which is more than usual.
 *
 * @param logits n scores
 * @param targets n, each 0 or 1
 */
record FocalLossInput(double[] logits, double[] targets) {

  static final double ALPHA = 0.25;
  static final double GAMMA = 2;

  /** The same numbers whenever it is asked for; as floats they are rounded. */
  static FocalLossInput of(DType type, int size) {
    SplittableRandom random = new SplittableRandom(1);
    double[] logits = new double[size];
    double[] targets = new double[size];
    for (int i = 0; i < size; i++) {
      double score = 3 * random.nextGaussian();
      logits[i] = type == DType.FLOAT ? (float) score : score;
      targets[i] = random.nextInt(10) == 0 ? 1 : 0;
    }
    return new FocalLossInput(logits, targets);
  }

  float[] floatLogits() {
    return Floats.narrow(logits);
  }

  float[] floatTargets() {
    return Floats.narrow(targets);
  }
}
