package corpus.loops;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Sums of terms of which none depends on another one: they go back as they run. */
final class Sums {

  private Sums() {}

  record Line(double slope, double offset) {}

  record Both(double near, double far) {}

  // sample: scores length 5, signs length 5 in [-1, 1]
  @Differentiable
  static double focal(double[] scores, @Detach double[] signs) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double wrong = 1 / (1 + Math.exp(signs[i] * scores[i]));
      sum += wrong * wrong * -Math.log(1 - wrong);
    }
    return sum / scores.length;
  }

  /** What is added up is a number, which has another use as well. */
  // sample: x length 4, y length 4
  @Differentiable
  static double line(Line line, double[] x, double[] y) {
    double sum = line.slope() * line.slope();
    for (int i = 0; i < x.length; i++) {
      double miss = line.slope() * x[i] + line.offset() - y[i];
      sum += miss * miss;
    }
    return 0.5 * sum;
  }

  /** The loop is in a branch, and has one. */
  // sample: x length 6, limit in [-0.5, 0.5]
  // kinks
  @Differentiable
  static double branch(double[] x, double limit) {
    double sum = 1;
    if (limit > 0) {
      double scale = Math.exp(limit);
      for (int i = x.length - 1; i > 0; i -= 2) {
        if (x[i] > limit) {
          double power = 1;
          for (int k = 0; k < i; k++) {
            power *= x[i - 1] * scale;
          }
          sum += power;
        } else {
          sum -= limit * x[i];
        }
      }
    } else {
      sum = x[0];
    }
    return 3 * sum;
  }

  /** The adjoint of the first sum is known when the second loop has gone back. */
  // sample: x length 5
  @Differentiable
  static double variance(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each;
    }
    double mean = sum / x.length;
    double squares = 0;
    for (double each : x) {
      squares += (each - mean) * (each - mean);
    }
    return squares / x.length;
  }

  // sample: rows length 3;2, w length 2
  @Differentiable
  static double rows(double[][] rows, double[] w) {
    double sum = 0;
    for (double[] row : rows) {
      double score = 0;
      for (int j = 0; j < w.length; j++) {
        score += row[j] * w[j];
      }
      sum += Math.tanh(score);
    }
    return sum;
  }

  /** Two results, each from a loop of its own, and one loop that adds to both. */
  // sample: x length 4
  @Differentiable
  static Both both(double[] x) {
    double near = 0;
    for (double each : x) {
      near += Math.exp(-each * each);
    }
    double far = 0;
    for (int i = 0; i < x.length; i++) {
      far += Math.sin(0.7 * x[i]);
      near += x[i] * x[i];
    }
    return new Both(near, far);
  }
}
