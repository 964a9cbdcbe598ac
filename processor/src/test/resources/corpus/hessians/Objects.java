package corpus.hessians;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Variables that begin as null, or as an empty array, in every call. */
final class Objects {

  private Objects() {}

  // sample: x length 2
  // kinks
  @Differentiable(modes = {Mode.HESSIAN, Mode.JACOBIAN})
  static double first(double[] x) {
    String name = null;
    double[] empty = new double[0];
    double[] seen = empty;
    double sum = 0;
    for (double each : x) {
      if (each > 0 && name == null) {
        name = "positive";
        seen = x.clone();
      }
      sum += name == null ? each * each : each * x[0];
    }
    return sum * (1 + seen.length);
  }
}
