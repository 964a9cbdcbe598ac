package corpus.loops;

import dev.gradc.Differentiable;

// golden

/** Loops in which one iteration decides. */
final class Winners {

  private Winners() {}

  // sample: x length 5 in [-2, 2]
  @Differentiable
  static double largest(double[] x) {
    double largest = x[0];
    for (double element : x) {
      largest = Math.max(largest, element);
    }
    return largest * largest;
  }

  /** The nearest, and what belongs to it. */
  // sample: p length 2 in [-2, 2], c length 3;2 in [-2, 2]
  @Differentiable
  static double nearest(double[] p, double[][] c) {
    double best = Double.MAX_VALUE;
    double angle = 0;
    int count = 0;
    for (int j = 0; j < c.length; j++) {
      double distance = 0;
      for (int i = 0; i < p.length; i++) {
        double difference = p[i] - c[j][i];
        distance += difference * difference;
      }
      if (distance < best) {
        count++;
        best = distance;
        angle = Math.atan2(c[j][1], p[0]);
      }
    }
    return best + angle * count;
  }
}
