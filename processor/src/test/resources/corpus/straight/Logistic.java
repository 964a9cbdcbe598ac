package corpus.straight;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
/** The loss of logistic regression with one weight and a bias. */
final class Logistic {

  private Logistic() {}

  // sample: x in [-3, 3], label in [0, 1]
  @Differentiable
  static double loss(double weight, double bias, double x, @Detach double label) {
    double logit = weight * x + bias;
    double p = 1 / (1 + Math.exp(-logit));
    return -label * Math.log(p) - (1 - label) * Math.log(1 - p);
  }
}
// golden forward
