package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class WrittenAlias {

  @Differentiable
  static double f(double[] a) {
    double[] b = {a[0], a[0] * a[0]};
    // error: [GC0307]
    @Detach double[] cut = b;
    cut[1] = a[0];
    return b[0] * b[1];
  }
}
