package corpus.learning;

import dev.gradc.Differentiable;

/** The loss of a batch of two, labels as indices. */
final class SoftmaxCrossEntropy {

  private SoftmaxCrossEntropy() {}

  // sample: logits length 6 in [-3, 3], labels length 2 in [0, 2]
  @Differentiable
  static double loss(double[] logits, int[] labels) {
    int classes = logits.length / labels.length;
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(logits[row * classes + k]);
      }
      loss += Math.log(sum) - logits[row * classes + labels[row]];
    }
    return loss / labels.length;
  }
}
