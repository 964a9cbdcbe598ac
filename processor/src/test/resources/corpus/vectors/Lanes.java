package corpus.vectors;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Loops that are written over vectors if that is asked for. */
// golden vectors
final class Lanes {

  private Lanes() {}

  // sample: logits length 11, targets length 11 in [0, 1]
  // kinks
  @Differentiable
  static double focal(double[] logits, @Detach double[] targets, @Detach double gamma) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double score = logits[i] * (2 * targets[i] - 1);
      double rest = Math.log1p(Math.exp(-Math.abs(score)));
      sum += Math.exp(-gamma * (Math.max(score, 0) + rest)) * (Math.max(-score, 0) + rest);
    }
    return sum / logits.length;
  }

  // sample: x length 13, selected length 13 in [0, 1], slope in [0.1, 2]
  // kinks
  @Differentiable
  static double leaky(float[] x, int[] selected, double slope) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double value = x[i];
      if (value < 0 && selected[i] == 1) {
        value *= slope;
      }
      sum += value * value;
    }
    return sum;
  }
}
