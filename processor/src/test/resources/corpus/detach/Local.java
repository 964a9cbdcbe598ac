package corpus.detach;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
/** A local that no gradient flows through. */
final class Local {

  private Local() {}

  // sample: logit in [-2, 2], target in [0, 1]
  // detached
  @Differentiable
  static double focal(double logit, @Detach double target) {
    double p = 1 / (1 + Math.exp(-logit));
    @Detach double weight = (1 - p) * (1 - p);
    return -weight * (target * Math.log(p) + (1 - target) * Math.log(1 - p));
  }
}
