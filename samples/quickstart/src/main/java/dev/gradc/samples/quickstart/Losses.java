package dev.gradc.samples.quickstart;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Losses of one logit, as one writes them down. */
final class Losses {

  private Losses() {}

  /**
   * Focal loss, −(1 − p<sub>t</sub>)² log p<sub>t</sub> with p<sub>t</sub> the probability of the
   * right answer (Lin et al., Focal Loss for Dense Object Detection, 2017, equation 4, γ = 2).
   *
   * @param logit the score, before the logistic function
   * @param target 1 for the positive class, 0 for the negative one
   */
  @Differentiable
  static double focal(double logit, @Detach double target) {
    double p = 1 / (1 + Math.exp(-logit));
    double pt = target == 1 ? p : 1 - p;
    return -Math.pow(1 - pt, 2) * Math.log(pt);
  }
}
