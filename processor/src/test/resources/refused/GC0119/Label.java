package refused;

import dev.gradc.Differentiable;

final class Label {

  @Differentiable
  static double f(double x) {
    double y = x;
    // error: [GC0119] block
    block:
    {
      if (x > 0) {
        break block;
      }
      y = -x;
    }
    return y;
  }
}
