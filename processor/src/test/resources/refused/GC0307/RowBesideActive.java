package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class RowBesideActive {

  @Differentiable
  static double[][] rows(double[] x) {
    // error: [GC0307] detached alias
    @Detach double[] constant = new double[3];
    return new double[][] {constant, x};
  }
}
