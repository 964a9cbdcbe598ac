package refused;

import dev.gradc.Differentiable;

final class InstanceMethod {

  @Differentiable
  // error: [GC0206]
  double f(double x) {
    return x;
  }
}
