package corpus.arrays;

import dev.gradc.Differentiable;

// golden
/** Shifted by the largest, so that nothing overflows. */
final class Softmax {

  private Softmax() {}

  // sample: logits length 4 in [-3, 3]
  @Differentiable
  static double[] softmax(double[] logits) {
    double max = logits[0];
    for (int i = 1; i < logits.length; i++) {
      max = Math.max(max, logits[i]);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(logits[i] - max);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}
