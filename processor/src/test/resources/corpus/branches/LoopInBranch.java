package corpus.branches;

import dev.gradc.Differentiable;

/** A loop on one side, a closed formula on the other. */
final class LoopInBranch {

  private LoopInBranch() {}

  // sample: x in [-0.9, 0.9], n in [0, 6]
  // kinks
  @Differentiable
  static double geometric(double x, int n) {
    double sum = 0;
    if (Math.abs(x) < 0.3) {
      double power = 1;
      for (int i = 0; i < n; i++) {
        sum += power;
        power *= x;
      }
    } else if (n > 0) {
      sum = (1 - Math.pow(x, n)) / (1 - x);
    }
    return sum * Math.exp(x);
  }
}
