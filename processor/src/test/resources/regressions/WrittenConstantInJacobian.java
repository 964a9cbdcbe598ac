// generated code did not compile (Jacobian); found by -Dtest=RandomMethodsTest -Drandom.seed=5 -Drandom.first=312, shrunk by hand
package corpus.regressions;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import java.util.Arrays;

/** Sweeps put back what the method writes to a detached array, of which no gradient has the shape. */
final class WrittenConstantInJacobian {

  private WrittenConstantInJacobian() {}

  // sample: x in [-1.5, 1.5], v length 3
  // detached
  @Differentiable
  static double[] copied(double x, @Detach double[] v) {
    v[0] = Math.sin(x);
    double[] w = Arrays.copyOf(v, 4);
    for (int i = 0; i < 3; i++) {
      w[i] = w[i] * x;
      x = Math.cos(x);
    }
    return w;
  }

  // sample: x in [-1.5, 1.5], v length 3
  // detached
  @Differentiable
  static double[] another(double x, @Detach double[] v) {
    v[0] = Math.sin(x);
    v = new double[4];
    for (int i = 0; i < 3; i++) {
      v[i] = v[i] + x;
      x = Math.cos(x);
    }
    return v;
  }
}
