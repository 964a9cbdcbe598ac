package refused;

import dev.gradc.Differentiable;

final class InstanceMethod {

  // error: [GC0206]
  @Differentiable
  double f(double x) {
    return x;
  }
}
