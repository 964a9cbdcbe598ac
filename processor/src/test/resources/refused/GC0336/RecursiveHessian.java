package refused;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class RecursiveHessian {

  @Differentiable(modes = Mode.HESSIAN)
  static double twice(double x, int n) {
    // error: [GC0336]
    return 2 * power(x, n);
  }

  private static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }
}
