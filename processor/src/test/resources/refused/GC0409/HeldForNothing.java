package refused;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class HeldForNothing {

  @Retain
  @Differentiable
  // warning: [GC0409] 'loss' is held for nothing
  static double loss(double x) {
    return Math.exp(x) * x;
  }

  @Retain
  @Differentiable
  static double kept(double x) {
    return Math.exp(x) * x;
  }

  static double run() {
    var kept = HeldForNothingGrad.Kept.forward(2);
    double slopes = kept.backward().x() + kept.backward(2).x();
    return slopes + HeldForNothingGrad.Loss.forward(2).backward().x();
  }
}
