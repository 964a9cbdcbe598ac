// golden
package corpus.hessians;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class Chain {

  private Chain() {}

  /** No element is multiplied by itself alone, so every few of them take a sweep. */
  // sample: x length 6
  @Differentiable(modes = Mode.HESSIAN)
  static double energy(double[] x, double stiffness) {
    double sum = 0;
    for (int i = 0; i < x.length - 1; i++) {
      double stretch = x[i + 1] - x[i];
      sum += stiffness * stretch * stretch;
    }
    return sum;
  }
}
