package corpus.jacobians;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

// golden
/** Loops that are along few of the directions: what each parameter reaches is a part of the whole. */
final class Bones {

  private Bones() {}

  // sample: angles length 3, weights length 3;4, x length 4
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] bent(double[] angles, @Detach double[][] weights, @Detach double[] x) {
    double[] moved = new double[x.length];
    for (int bone = 0; bone < angles.length; bone++) {
      double cos = Math.cos(angles[bone]);
      double sin = Math.sin(angles[bone]);
      for (int i = 0; i < x.length; i++) {
        moved[i] += weights[bone][i] * (cos * x[i] - sin);
      }
    }
    return moved;
  }

  /** Its Hessian has four blocks of two, and what is between is zero. */
  // sample: a in [0.5, 1.5], b in [0.5, 1.5], c length 2, x length 5
  @Differentiable(modes = Mode.HESSIAN)
  static double parts(double a, double b, double[] c, @Detach double[] x) {
    double[] sums = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      sums[i] += Math.exp(a * b) * x[i];
    }
    for (int i = 0; i < x.length; i++) {
      sums[i] += c[0] * c[1] * x[i] / 2;
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += sums[i] * x[i];
    }
    return sum;
  }
}
