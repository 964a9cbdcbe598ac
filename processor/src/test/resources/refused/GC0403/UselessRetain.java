package refused;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class UselessRetain {

  @Retain
  @Differentiable
  // warning: [GC0403] 'sum'
  static double sum(double x, double y) {
    return x + y;
  }

  @Retain
  @Differentiable
  static double product(double x, double y) {
    return x * y;
  }
}
