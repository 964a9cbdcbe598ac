package dev.gradc.samples.focalloss;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How well scores put what is right before what is wrong. */
final class AveragePrecision {

  private AveragePrecision() {}

  /**
   * The mean over all positives of the share of positives among what has at least its score; 1 if
   * all of them come first. Of equal scores the negatives come first.
   */
  static double of(double[] scores, boolean[] isPositive) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -scores[i])
                    .thenComparing(i -> isPositive[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double sum = 0;
    int positives = 0;
    for (int rank = 0; rank < order.length; rank++) {
      if (isPositive[order[rank]]) {
        positives++;
        sum += (double) positives / (rank + 1);
      }
    }
    return positives == 0 ? Double.NaN : sum / positives;
  }
}
