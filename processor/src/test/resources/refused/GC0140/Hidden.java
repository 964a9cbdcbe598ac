package refused;

import dev.gradc.Differentiable;

final class Hidden {

  private static double[] weights = {1, 2};

  private enum Kind {
    ONE
  }

  @Differentiable
  static double f(double x) {
    // error: [GC0140] 'weights' is not visible
    //         ^
    return x * weights[0];
  }

  @Differentiable
  // error: [GC0140] 'Kind' is not visible
  static double g(double x, Kind kind) {
    return x;
  }
}
