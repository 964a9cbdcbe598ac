package dev.gradc.samples.gan;

import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * How good pictures are, as a classifier of real digits sees them.
 *
 * @param confidence the mean of its largest probability, from 0.1 to 1
 * @param classes how many digits it reads in at least one of a hundred pictures
 * @param evenness the entropy of what it reads, as a share of that of ten digits in equal parts
 */
record Score(double confidence, int classes, double evenness) {

  static Score of(UnaryOperator<Tensor> classifier, Tensor pictures) {
    Tensor probabilities = classifier.apply(pictures).softmax(1);
    int[] counts = new int[10];
    for (int read : Reductions.argMax(probabilities, 1)) {
      counts[read]++;
    }
    int classes = 0;
    double entropy = 0;
    for (int count : counts) {
      double share = (double) count / pictures.dim(0);
      classes += share >= 0.01 ? 1 : 0;
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    double confidence = probabilities.max(1).mean().item();
    return new Score(confidence, classes, entropy / Math.log(10));
  }

  @Override
  public String toString() {
    return "read as %d of 10 digits, evenness %.2f, confidence %.2f"
        .formatted(classes, evenness, confidence);
  }
}
