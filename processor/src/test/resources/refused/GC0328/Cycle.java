package refused;

import dev.gradc.Differentiable;

final class Cycle {

  @Differentiable
  static double own(double x) {
    // error: [GC0328] 'CycleGrad.Own.gradient(x * 0.5)' is the derivative of a method that takes this derivative itself
    return x > 1 ? CycleGrad.Own.gradient(x * 0.5).x() : x * x;
  }

  @Differentiable
  static double one(double x) {
    // error: [GC0328] 'CycleGrad.Other.gradient(x)' is the derivative of a method
    return CycleGrad.Other.gradient(x).x();
  }

  @Differentiable
  static double other(double x) {
    // error: [GC0328] 'CycleGrad.One.gradient(x)' is the derivative of a method
    return CycleGrad.One.gradient(x).x();
  }
}
