package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

/** What two outputs share is added up in one order, by a tape that runs the method again too. */
final class FloatsInTwoOutputs {

  private FloatsInTwoOutputs() {}

  record Losses(double first, double second) {}

  /** The array that is written makes the pullback one for callers that see it. */
  // sample: x in [-1, 1], v length 3, y in [-1, 1]
  @Checkpoint
  @Differentiable
  static Losses losses(float x, double[] v, double y) {
    double difference = (x + v[2]) - y;
    v[0] -= v[2];
    double first = Math.sin(x * difference) * difference;
    return new Losses(first * difference, Math.cos(v[0] * x));
  }
}
