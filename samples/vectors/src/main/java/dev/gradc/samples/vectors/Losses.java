package dev.gradc.samples.vectors;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Losses over arrays, as one writes them anyway. */
public final class Losses {

  private Losses() {}

  /**
   * The mean of the focal losses -α_t q^γ log p_t.
   *
   * @param logits n scores
   * @param targets n, each 0 or 1
   */
  @Differentiable(name = "FocalOfDoubles")
  public static double focal(
      double[] logits, @Detach double[] targets, @Detach double alpha, @Detach double gamma) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += loss(logits[i], targets[i], alpha, gamma);
    }
    return sum / logits.length;
  }

  /** The same of floats, in which its loops compute. */
  @Differentiable(name = "FocalOfFloats")
  public static double focal(
      float[] logits, @Detach float[] targets, @Detach double alpha, @Detach double gamma) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += loss(logits[i], targets[i], alpha, gamma);
    }
    return sum / logits.length;
  }

  private static double loss(double logit, double target, double alpha, double gamma) {
    double score = logit * (2 * target - 1);
    double weight = target * (2 * alpha - 1) + (1 - alpha);
    double rest = Math.log1p(Math.exp(-Math.abs(score)));
    double easiness = Math.exp(-gamma * (Math.max(score, 0) + rest));
    return weight * easiness * (Math.max(-score, 0) + rest);
  }

  /**
   * The logarithm of the sum of the exponentials, without overflow.
   *
   * @param x one element at least
   */
  @Differentiable
  public static double logSumExp(double[] x) {
    double largest = x[0];
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, x[i]);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(x[i] - largest);
    }
    return largest + Math.log(sum);
  }
}
