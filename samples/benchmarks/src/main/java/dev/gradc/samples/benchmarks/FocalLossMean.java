package dev.gradc.samples.benchmarks;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.FocalLosses;
import dev.gradc.tensor.Tensor;

/** The focal loss with weights, as a loop over arrays and as operations on tensors. */
final class FocalLossMean {

  private FocalLossMean() {}

  /**
   * The mean of -α_t q^γ log p_t.
   *
   * @param logits n scores
   * @param targets n, each 0 or 1
   */
  @Differentiable(name = "OfDoubles")
  static double mean(
      double[] logits, @Detach double[] targets, @Detach double alpha, @Detach double gamma) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += loss(logits[i], targets[i], alpha, gamma);
    }
    return sum / logits.length;
  }

  /** The same; what is in between are doubles. */
  @Differentiable(name = "OfFloats")
  static double mean(
      float[] logits, @Detach float[] targets, @Detach double alpha, @Detach double gamma) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += loss(logits[i], targets[i], alpha, gamma);
    }
    return sum / logits.length;
  }

  /** The same, as one writes it with the library. */
  @Differentiable(name = "OfTensors")
  static double mean(
      Tensor logits, @Detach Tensor targets, @Detach double alpha, @Detach double gamma) {
    return FocalLosses.balancedFocal(logits, targets, alpha, gamma).mean().item();
  }

  private static double loss(double logit, double target, double alpha, double gamma) {
    double score = logit * (2 * target - 1);
    double weight = target * (2 * alpha - 1) + (1 - alpha);
    double rest = Math.log1p(Math.exp(-Math.abs(score)));
    double easiness = Math.exp(-gamma * (Math.max(score, 0) + rest));
    return weight * easiness * (Math.max(-score, 0) + rest);
  }
}
