// fault of the oracle; found by -Dtest=RandomMethodsTest -Drandom.seed=11 -Drandom.first=108, shrunk by hand
package corpus.regressions;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** An array that is detached, and then put into others: who sees it there sees constants. */
final class DetachedRowInCube {

  private DetachedRowInCube() {}

  // sample: x in [-1.5, 1.5], k in [0, 2]
  // detached
  @Differentiable
  static double row(double x, int k) {
    @Detach double[] cut = new double[] {x, x, 0.5};
    cut[k] = x;
    double[][][] cube = new double[][][] {new double[2][3], {cut, cut.clone()}};
    x /= 2.5 + Math.cos(2 * x - cut[1]);
    cube[0][1] = cut;
    return x * cube[1][0][k] + cube[0][1][1] + cube[1][1][0] * x;
  }

  // sample: x in [-1.5, 1.5], k in [0, 2]
  // detached
  @Differentiable
  static double written(double x, int k) {
    @Detach double[] cut = new double[] {x, x, 0.5};
    double[][] rows = {new double[3], cut};
    cut[k] = x * x;
    return x * rows[1][k] + rows[0][1] + cut[0] * Math.sin(x);
  }
}
