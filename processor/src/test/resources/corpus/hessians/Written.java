// golden
package corpus.hessians;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Arrays of the caller's that are written, and records. */
final class Written {

  private Written() {}

  record Model(double scale, double[] weights, @Detach double[] buffer) {}

  // sample: x length 3, model.weights length 3, model.buffer length 3
  @Differentiable(modes = Mode.HESSIAN)
  static double swept(double[] x, Model model) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] *= model.weights()[i] * model.scale();
      model.buffer()[i] += 1;
      sum += x[i] * x[i];
    }
    return sum;
  }
}
